namespace MemoryProfiler.Tool.Profiling;

/// <summary>The library that woven code calls, as the tool brings it for programs that do not have it.</summary>
static class RuntimeFiles
{
    const int OwnVersion = 10;
    const string OldestFolder = "net8.0";

    /// <summary>Its files for a program.</summary>
    /// <param name="version">The version of .NET that the program runs on, 8 or more.</param>
    /// <param name="withHeap">Whether the package for the heap is needed as well.</param>
    public static IReadOnlyList<string> For(int version, bool withHeap)
    {
        var own = AppContext.BaseDirectory;
        var built = version >= OwnVersion ? own : Path.Combine(own, OldestFolder);
        var library = Path.Combine(built, "MemoryProfiler.dll");
        return withHeap ? [library, Path.Combine(built, "MemoryProfiler.Heap.dll"), Path.Combine(own, "Microsoft.Diagnostics.NETCore.Client.dll")] : [library];
    }
}
