namespace MemoryProfiler.Torture.Weaving;

/// <summary>What weaving one assembly gave.</summary>
/// <param name="Source">The original.</param>
/// <param name="Target">The woven copy.</param>
/// <param name="Bodies">Bodies in the original.</param>
/// <param name="Methods">Methods in its map.</param>
/// <param name="Woven">Bodies rewritten.</param>
/// <param name="Probes">Probes in them.</param>
/// <param name="Error">Why nothing was written, if the weaver failed.</param>
sealed record WovenFile(string Source, string Target, int Bodies, int Methods, int Woven, int Probes, string? Error);
