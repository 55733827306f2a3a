using System.Security.Cryptography;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Source;

/// <summary>
/// Finds the text behind the documents of the debug symbols. It is in the symbols themselves, or under the name they
/// give. Where a deterministic build has mapped names to <c>/_/…</c>, the end of the name is looked for below the project
/// and its parents.
/// </summary>
/// <param name="projectDirectory">The project's folder.</param>
/// <param name="text">Reads text.</param>
sealed class SourceFiles(string projectDirectory, SourceText text)
{
    readonly Dictionary<Document, SourceFile> _files = [];

    /// <summary>The file of a document; without lines if it cannot be found.</summary>
    public SourceFile Get(Document document)
    {
        if (!_files.TryGetValue(document, out var file))
            _files.Add(document, file = Open(document));
        return file;
    }

    /// <summary>Paths and tokens of the project's files of a name, for what is in no document of the symbols.</summary>
    public IEnumerable<(string Path, List<Token> Tokens)> Named(string fileName)
    {
        if (!Directory.Exists(projectDirectory))
            return [];
        try
        {
            return Directory.GetFiles(projectDirectory, fileName, SearchOption.AllDirectories)
                .OrderBy(path => path, StringComparer.Ordinal)
                .Select(path => (path, new SourceFile(Display(path, path), text.Decode(File.ReadAllBytes(path))).Tokens));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A message without its place is better than none.
            return [];
        }
    }

    SourceFile Open(Document document)
    {
        var path = Candidates(document.Url).FirstOrDefault(candidate => Matches(candidate, document));
        var display = Display(path, document.Url);
        if (path is not null)
            return new SourceFile(display, text.Decode(File.ReadAllBytes(path)));
        var embedded = document.CustomDebugInformations.OfType<EmbeddedSourceDebugInformation>().FirstOrDefault();
        return new SourceFile(display, embedded is null ? null : text.Decode(embedded.Content));
    }

    IEnumerable<string> Candidates(string url)
    {
        yield return url;
        var parts = url.Split('/', '\\');
        for (var folder = projectDirectory; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            for (var skip = 1; skip < parts.Length; skip++)
                yield return Path.Combine(folder, Path.Combine(parts.Skip(skip).ToArray()));
        }
    }

    static bool Matches(string path, Document document)
    {
        if (path.IndexOfAny(Path.GetInvalidPathChars()) >= 0 || !File.Exists(path))
            return false;
        if (document.HashAlgorithm != DocumentHashAlgorithm.SHA256 || document.Hash is not { Length: > 0 })
            return true;
        using var algorithm = SHA256.Create();
        return algorithm.ComputeHash(File.ReadAllBytes(path)).SequenceEqual(document.Hash);
    }

    // A file outside the project keeps the compiler's name: a mapped one must not become a path of the building machine. One
    // inside is named from the project's folder, also if a generator made it and it never was on disk.
    string Display(string? path, string url)
    {
        var root = projectDirectory.TrimEnd('/', '\\');
        var name = path ?? url;
        var inside = root.Length > 0 && name.StartsWith(root, StringComparison.OrdinalIgnoreCase)
            && name.Length > root.Length && (name[root.Length] is '/' or '\\');
        return (inside ? name.Substring(root.Length + 1) : url).Replace('\\', '/');
    }
}
