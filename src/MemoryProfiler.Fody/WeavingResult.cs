using MemoryProfiler.Weaving.Diagnostics;

namespace MemoryProfiler.Weaving;

/// <summary>What a weaving did.</summary>
/// <param name="MethodCount">Methods that now carry probes.</param>
/// <param name="BodyCount">Bodies that were rewritten: one for a method, and one for each lambda and local function in it.</param>
/// <param name="ProbeCount">Points that got a probe, entries and exits not counted.</param>
/// <param name="Diagnostics">What has to be said to the user.</param>
public sealed record WeavingResult(int MethodCount, int BodyCount, int ProbeCount, IReadOnlyList<WeavingDiagnostic> Diagnostics)
{
    /// <summary>Of <see cref="ProbeCount"/>, those that need no reading of the clock, as nothing can have been allocated since the one before.</summary>
    public int CountingProbeCount { get; init; }
}
