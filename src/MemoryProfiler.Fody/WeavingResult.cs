using MemoryProfiler.Weaving.Diagnostics;

namespace MemoryProfiler.Weaving;

/// <summary>What a weaving did.</summary>
/// <param name="MethodCount">Methods that now carry probes.</param>
/// <param name="Diagnostics">What has to be said to the user.</param>
public sealed record WeavingResult(int MethodCount, IReadOnlyList<WeavingDiagnostic> Diagnostics);
