using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MemoryProfiler.Weaving;
using MemoryProfiler.Weaving.Diagnostics;
using MemoryProfiler.Weaving.Images;

namespace MemoryProfiler.Tool.Profiling;

/// <summary>
/// Woven copies of built assemblies, each in a folder whose name is made of what it depends on: the original's module version
/// and symbols, the patterns and the weaver. Safe from several threads and processes.
/// </summary>
sealed class WovenCache
{
    const string FactsFile = "woven.json";
    const string UnfinishedFormat = "N";

    static readonly TimeSpan _kept = TimeSpan.FromDays(30);
    static readonly string _weaver = typeof(AssemblyWeaver).Module.ModuleVersionId.ToString("N");

    readonly string _folder;
    readonly string _temporary;

    WovenCache(string folder, string temporary) => (_folder, _temporary) = (folder, temporary);

    /// <summary>Opens it. Where nothing can be written, the copies of this run are in a temporary folder.</summary>
    /// <param name="folder">The folder; null for the user's own.</param>
    /// <param name="temporary">A folder that is there for this run.</param>
    /// <param name="note">What has to be said of it; null if nothing.</param>
    public static WovenCache Open(string? folder, string temporary, out string? note)
    {
        note = null;
        if ((folder is null ? OfUser() : Path.GetFullPath(folder)) is not { } wanted)
        {
            note = "There is no home folder for a cache, so what is woven is woven again next time: --cache names a folder.";
            return new WovenCache(temporary, temporary);
        }
        try
        {
            Directory.CreateDirectory(wanted);
            var probe = Path.Combine(wanted, $".{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return new WovenCache(wanted, temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            note = $"The cache \"{wanted}\" cannot be written to, so what is woven is woven again next time: --cache names another folder. {e.Message}";
            return new WovenCache(temporary, temporary);
        }
    }

    /// <summary>The woven copy of an assembly, made if it is not there.</summary>
    /// <exception cref="BadImageFormatException">The file is no managed assembly.</exception>
    /// <exception cref="IOException">A copy cannot be written.</exception>
    public WovenCopy Get(string source, MethodPatterns patterns)
    {
        var key = Key(source, patterns);
        for (var place = 1; ; place++)
        {
            var folder = Path.Combine(_folder, place == 1 ? key : $"{key}-{place}");
            if (Find(folder, source) is { } found)
                return found;
            // Something damaged is left there: another process may just be putting a whole one into its place.
            if (Path.Exists(folder) || Make(folder, source, patterns) is not { } made)
                continue;
            Prune();
            return made;
        }
    }

    // Null if the place was taken meanwhile, by something that is no copy.
    WovenCopy? Make(string folder, string source, MethodPatterns patterns)
    {
        var work = Path.Combine(_folder, "." + Guid.NewGuid().ToString(UnfinishedFormat));
        Directory.CreateDirectory(work);
        try
        {
            var result = Weave(source, Path.Combine(work, Path.GetFileName(source)), patterns);
            var copy = new WovenCopy
            {
                Name = Path.GetFileNameWithoutExtension(source),
                Source = source,
                Version = AssemblyFile.VersionOf(source),
                Path = result.MethodCount > 0 ? Path.GetFileName(source) : null,
                Methods = result.MethodCount,
                Refusal = result.Refusal,
                Messages = [.. result.Diagnostics.Where(diagnostic => diagnostic.Code != DiagnosticCodes.UnmatchedPattern).Select(diagnostic => diagnostic.ToString())],
                Unmatched = result.Refusal is null ? [.. result.UnmatchedIncludes, .. result.UnmatchedExcludes] : [],
                Lengths = new DirectoryInfo(work).EnumerateFiles().ToDictionary(file => file.Name, file => file.Length),
            };
            using (var facts = File.Create(Path.Combine(work, FactsFile)))
                JsonSerializer.Serialize(facts, copy);
            if (result.Diagnostics.Any(diagnostic => diagnostic.Code == DiagnosticCodes.ChangedSource))
                return At(CopyForOnce(work), copy) with { IsNew = true };
            return Keep(work, folder) || Find(folder, source) is not null ? At(folder, copy) with { IsNew = true } : null;
        }
        finally
        {
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
        }
    }

    static WeavingResult Weave(string source, string target, MethodPatterns patterns)
    {
        try
        {
            return AssemblyFile.Weave(source, target, new WeavingOptions
            {
                Include = patterns.Include,
                Exclude = patterns.Exclude,
                OffsetsWithoutSymbols = true,
                SourceRoots = [Directory.GetCurrentDirectory()],
            });
        }
        catch (Exception e) when (e is not (IOException or UnauthorizedAccessException or OutOfMemoryException))
        {
            // Obfuscators leave what is no code, and the program runs all the same.
            File.Delete(target);
            return new WeavingResult(0, 0, 0, []) { Refusal = $"it cannot be woven ({e.Message.TrimEnd('.')})" };
        }
    }

    // The key knows nothing of sources, which may be the right ones again next time.
    string CopyForOnce(string work)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_temporary, "once" + Path.GetFileName(work))).FullName;
        foreach (var file in Directory.GetFiles(work))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }

    // Whole or not at all: another process may be looking, or be making the same.
    static bool Keep(string work, string folder)
    {
        try
        {
            Directory.Move(work, folder);
            return true;
        }
        catch (IOException) when (Path.Exists(folder))
        {
            return false;
        }
    }

    static WovenCopy? Find(string folder, string source)
    {
        try
        {
            using var facts = File.OpenRead(Path.Combine(folder, FactsFile));
            if (JsonSerializer.Deserialize<WovenCopy>(facts) is not { } copy || !copy.IsWholeIn(folder))
                return null;
            Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow);
            return At(folder, copy) with { Source = source };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    static WovenCopy At(string folder, WovenCopy copy) => copy.Path is { } name ? copy with { Path = Path.Combine(folder, name) } : copy;

    void Prune()
    {
        try
        {
            foreach (var folder in Directory.EnumerateDirectories(_folder).Where(IsOld))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process is at it, or uses it.
        }
    }

    // In a folder that the user has given, others may be too.
    static bool IsOld(string folder) =>
        DateTime.UtcNow - Directory.GetLastWriteTimeUtc(folder) > _kept
        && (File.Exists(Path.Combine(folder, FactsFile)) || Guid.TryParseExact(Path.GetFileName(folder).TrimStart('.'), UnfinishedFormat, out _));

    static string Key(string source, MethodPatterns patterns)
    {
        var symbols = new FileInfo(Path.ChangeExtension(source, ".pdb"));
        var text = string.Join('\n', AssemblyFile.VersionOf(source).ToString("N"), source, Directory.GetCurrentDirectory(), symbols.Exists ? $"{symbols.Length} {symbols.LastWriteTimeUtc.Ticks}" : "none", patterns.Include, patterns.Exclude, _weaver);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return $"{Path.GetFileNameWithoutExtension(source)}-{hash[..16]}";
    }

    // Null without a home folder: a path that begins with none would mean the working folder.
    static string? OfUser()
    {
        var own = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } cache && Path.IsPathRooted(cache) && !OperatingSystem.IsMacOS() ? cache
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is not { Length: > 0 } home ? ""
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches") : Path.Combine(home, ".cache");
        return own.Length > 0 ? Path.Combine(own, "dotnet-mprof") : null;
    }
}
