namespace MemoryProfiler.Weaving;

/// <summary>What a host tells the weaver.</summary>
public sealed record WeavingOptions
{
    /// <summary>The project's folder: files in it are named relative to it.</summary>
    public string ProjectDirectory { get; init; } = "";

    /// <summary>Whether the source text of profiled methods goes into the assembly.</summary>
    public bool EmbedSource { get; init; } = true;

    /// <summary>Patterns of methods to profile without a mark, such as <c>MyApp.Services.*</c>; separated by semicolons or commas.</summary>
    public string Include { get; init; } = "";

    /// <summary>Patterns of methods to leave out; a mark on the member itself is stronger.</summary>
    public string Exclude { get; init; } = "";

    /// <summary>Whether every method with a body is profiled, marked or not; those without lines by IL offset.</summary>
    public bool AllMethods { get; init; }

    /// <summary>
    /// Whether methods of an assembly without symbols are profiled by IL offset. What a compiler made of their lambdas and
    /// local functions is profiled with them, each as a method of its own.
    /// </summary>
    public bool OffsetsWithoutSymbols { get; init; }

    /// <summary>
    /// Folders in which, and in whose parents, sources are looked for that Source Link maps: <c>/_/src/Orders.cs</c> as
    /// <c>src/Orders.cs</c>. A file counts only if its checksum is that of the symbols.
    /// </summary>
    public IReadOnlyList<string> SourceRoots { get; init; } = [];

    /// <summary>Whether the assembly was built some time ago, so that its sources may have changed since.</summary>
    internal bool IsBuilt { get; init; }

    /// <summary>Whether every probe reads the clock, also where nothing can have been allocated: what the shorter way is compared with.</summary>
    internal bool ReadEveryLine { get; init; }
}
