namespace MemoryProfiler.Weaving.Diagnostics;

/// <summary>Sentences on sources and symbols of an assembly that was built some time ago.</summary>
static class SourceMessages
{
    /// <summary>Files that are not what was compiled.</summary>
    public static string Changed(string assembly, IReadOnlyList<string> files) => files.Count == 1
        ? $"{files[0]} is not the file that {assembly} was built from: its lines are shown without text. Build {assembly} again."
        : $"{files[0]} and {files.Count - 1} more are not the files that {assembly} was built from: their lines are shown without text. Build {assembly} again.";

    /// <summary>Symbols that belong to another build.</summary>
    public static string OtherBuild(string assembly, string symbols) =>
        $"{symbols} is of another build than {assembly} and counts as none, so there are no lines of source. Put the file of the same build there.";

    /// <summary>Symbols of which the end is missing.</summary>
    public static string CutOff(string assembly, string symbols) =>
        $"{symbols} is cut off and counts as none, so {assembly} has no lines of source. Put the whole file there.";

    /// <summary>Symbols that are not portable ones.</summary>
    public static string OtherFormat(string assembly, string symbols) =>
        $"{symbols} is not of the portable format and counts as none, so {assembly} has no lines of source. Build with <DebugType>portable</DebugType> or embedded.";
}
