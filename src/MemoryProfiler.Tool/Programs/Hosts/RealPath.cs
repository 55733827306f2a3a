namespace MemoryProfiler.Tool.Programs.Hosts;

/// <summary>A file's own path, every symbolic link on the way followed, as hosts do before they look beside themselves.</summary>
static class RealPath
{
    /// <summary>That of a file that exists.</summary>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var root = Path.GetPathRoot(full)!;
        var real = root;
        foreach (var part in full[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            FileSystemInfo entry = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
            if (entry.LinkTarget is not null && entry.ResolveLinkTarget(returnFinalTarget: true) is { } target)
                real = Of(target.FullName);
        }
        return real;
    }
}
