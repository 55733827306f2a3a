using System.Globalization;

namespace MemoryProfiler;

/// <summary>A path to objects of which there were more after every round. Immutable.</summary>
/// <param name="Path">The path to one of them, with how many there are at the end.</param>
/// <param name="Rounds">How many rounds were compared.</param>
/// <param name="ObjectsPerRound">How many more there are after a round, on average.</param>
/// <param name="RetainedBytesPerRound">What those take with all that only they hold, in bytes, on average.</param>
public sealed record HeapPathGrowth(HeapPath Path, int Rounds, double ObjectsPerRound, double RetainedBytesPerRound)
{
    /// <summary>The path and its growth in one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Path}: +{ObjectsPerRound:0.##} {(ObjectsPerRound == 1 ? "object" : "objects")} a round, {ByteSize.Format((long)Math.Round(RetainedBytesPerRound))} retained");
}
