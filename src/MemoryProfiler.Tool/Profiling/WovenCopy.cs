using MemoryProfiler.Weaving.Images;

namespace MemoryProfiler.Tool.Profiling;

/// <summary>What weaving made of a built assembly.</summary>
sealed record WovenCopy
{
    /// <summary>The assembly's simple name.</summary>
    public required string Name { get; init; }

    /// <summary>The original.</summary>
    public required string Source { get; init; }

    /// <summary>The version of the original's module.</summary>
    public required Guid Version { get; init; }

    /// <summary>The woven file; null if no method of it is selected, or it was left alone.</summary>
    public string? Path { get; init; }

    /// <summary>How many methods carry probes.</summary>
    public int Methods { get; init; }

    /// <summary>Whether it was made now, and not before.</summary>
    public bool IsNew { get; init; }

    /// <summary>Why it was left alone, as half a sentence; null if it was not.</summary>
    public string? Refusal { get; init; }

    /// <summary>What the weaver has to say to the user.</summary>
    public IReadOnlyList<string> Messages { get; init; } = [];

    /// <summary>Of the patterns, those that match nothing in it.</summary>
    public IReadOnlyList<string> Unmatched { get; init; } = [];

    /// <summary>The files of it, with how long each is, in bytes.</summary>
    public required IReadOnlyDictionary<string, long> Lengths { get; init; }

    /// <summary>Whether all its files are in a folder: one may have been cut off when a machine went down, or removed.</summary>
    public bool IsWholeIn(string folder) =>
        Lengths is not null && Lengths.All(file => new FileInfo(System.IO.Path.Combine(folder, file.Key)) is { Exists: true } info && info.Length == file.Value);

    /// <summary>Whether a file is the one that was woven.</summary>
    public bool IsStillOf(string path)
    {
        try
        {
            return AssemblyFile.VersionOf(path) == Version;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return false;
        }
    }
}
