namespace MemoryProfiler.Statements.Measuring;

/// <summary>Bytes of some calls, each.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Least">The least.</param>
/// <param name="Most">The most.</param>
readonly record struct Reading(double Mean, long Least, long Most);
