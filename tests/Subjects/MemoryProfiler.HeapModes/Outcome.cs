namespace MemoryProfiler.HeapModes;

/// <summary>What became of many snapshots.</summary>
/// <param name="Snapshots">How many were whole.</param>
/// <param name="Refused">How many were refused.</param>
/// <param name="WrongCounts">In how many a known class had another count than it has.</param>
/// <param name="NewKnown">Of how many it was known which objects are new.</param>
/// <param name="NewWrong">In how many of these a figure was another than it is, or an estimate did not enclose it.</param>
readonly record struct Outcome(int Snapshots, int Refused, int WrongCounts, int NewKnown, int NewWrong)
{
    public override string ToString() => $"| {Environment.Version} | {Snapshots} | {Refused} | {WrongCounts} | {NewKnown} | {NewWrong} |";
}
