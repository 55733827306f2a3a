using MemoryProfiler.Weaving.Diagnostics;

namespace MemoryProfiler.Weaving;

/// <summary>What a weaving did.</summary>
/// <param name="MethodCount">Methods that now carry probes.</param>
/// <param name="BodyCount">Bodies that were rewritten: one for a method, and one for each lambda and local function in it.</param>
/// <param name="ProbeCount">
/// Points whose visits are known, entries and exits not counted. A point that another of its line counts for has no probe
/// of its own.
/// </param>
/// <param name="Diagnostics">What has to be said to the user.</param>
public sealed record WeavingResult(int MethodCount, int BodyCount, int ProbeCount, IReadOnlyList<WeavingDiagnostic> Diagnostics)
{
    /// <summary>Of <see cref="ProbeCount"/>, those whose probe does not read the clock, as nothing can have been allocated since the one before.</summary>
    public int CountingProbeCount { get; init; }

    /// <summary>Why the module as a whole was left alone, as half a sentence that begins with <c>it is</c>; null if it was not.</summary>
    public string? Refusal { get; init; }

    /// <summary>Of the patterns to include, those that match no method of the module.</summary>
    public IReadOnlyList<string> UnmatchedIncludes { get; init; } = [];

    /// <summary>Of the patterns to exclude, those that match no method of the module.</summary>
    public IReadOnlyList<string> UnmatchedExcludes { get; init; } = [];
}
