using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Source;

/// <summary>
/// Finds the text behind the documents of the debug symbols. It is in the symbols themselves, or under the name they
/// give. Where a deterministic build has mapped names to <c>/_/…</c>, what Source Link says is the path in the repository
/// is looked for in some folders and their parents, and the end of the name below the project and its parents.
/// </summary>
/// <param name="projectDirectory">The project's folder; empty if there is none.</param>
/// <param name="roots">Folders for what Source Link maps.</param>
/// <param name="link">What Source Link maps.</param>
/// <param name="text">Reads text.</param>
sealed class SourceFiles(string projectDirectory, IReadOnlyList<string> roots, SourceLink link, SourceText text)
{
    readonly Dictionary<Document, SourceFile> _files = [];
    readonly List<string> _changed = [];

    /// <summary>Names of files that are there but are not what was compiled, so that their documents have no text.</summary>
    public IReadOnlyList<string> Changed => _changed;

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
        var path = Find(document, out var isChanged);
        var display = Display(path, document.Url);
        if (path is not null)
            return new SourceFile(display, text.Decode(File.ReadAllBytes(path)));
        var embedded = document.CustomDebugInformations.OfType<EmbeddedSourceDebugInformation>().FirstOrDefault();
        if (embedded is null && isChanged)
            _changed.Add(display);
        return new SourceFile(display, embedded is null ? null : text.Decode(embedded.Content));
    }

    string? Find(Document document, out bool isChanged)
    {
        isChanged = false;
        if (IsThere(document.Url))
        {
            if (SourceChecksum.Matches(document.Url, document) is not false)
                return document.Url;
            isChanged = true;
        }
        foreach (var path in Mapped(document.Url).Where(IsThere))
        {
            if (SourceChecksum.Matches(path, document) is true)
                return path;
            isChanged = true;
        }
        return Below(document.Url).FirstOrDefault(path => IsThere(path) && SourceChecksum.Matches(path, document) is not false);
    }

    IEnumerable<string> Mapped(string url) => roots.Count == 0 || link.PathOf(url) is not { } path ? [] : roots.Select(Path.GetFullPath).SelectMany(Parents).Distinct().Select(folder => Path.Combine(folder, path));

    IEnumerable<string> Below(string url)
    {
        var parts = url.Split('/', '\\');
        return Parents(projectDirectory).SelectMany(folder => Enumerable.Range(1, parts.Length - 1).Select(skip => Path.Combine(folder, Path.Combine([.. parts.Skip(skip)]))));
    }

    static IEnumerable<string> Parents(string folder)
    {
        for (var at = folder; !string.IsNullOrEmpty(at); at = Path.GetDirectoryName(at))
            yield return at;
    }

    static bool IsThere(string path) => path.IndexOfAny(Path.GetInvalidPathChars()) < 0 && File.Exists(path);

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
