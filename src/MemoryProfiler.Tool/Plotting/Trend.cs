using System.Globalization;

namespace MemoryProfiler.Tool.Plotting;

/// <summary>
/// Whether memory grows, as a verdict in words. The verdict is on the floor: the lowest sample in each twentieth of the
/// time after warm-up. What lies above is garbage that a collection takes. The slope is the median of those between all
/// pairs of floors, so that a few odd ones do not matter.
/// </summary>
sealed record Trend
{
    const int Parts = 20;
    const int LeastFloors = 15;
    const int LeastSamples = 40;
    const double WarmUp = 0.25;

    // A rise of less than this share of the level is none; nor is one that fewer pairs agree on, or that has ended.
    const double LeastChange = 0.02;
    const double LeastAgreement = 0.8;
    const double LeastOfLate = 0.25;

    /// <summary>Which way the floor goes.</summary>
    public required TrendKind Kind { get; init; }

    /// <summary>The verdict.</summary>
    public required string Verdict { get; init; }

    /// <summary>A sentence on what it rests on.</summary>
    public required string Reason { get; init; }

    /// <summary>From where to where the line through the floors goes; null if there is none to draw.</summary>
    public (MemorySample From, MemorySample To)? Line { get; init; }

    /// <summary>The trend of some samples.</summary>
    /// <param name="samples">The samples in the order of time.</param>
    /// <param name="collections">The collections during the recording.</param>
    public static Trend Of(IReadOnlyList<MemorySample> samples, IReadOnlyList<RecordedCollection> collections)
    {
        if (samples.Count < LeastSamples)
            return TooShort(string.Create(CultureInfo.InvariantCulture, $"There are {samples.Count} samples; a verdict needs at least {LeastSamples}."));
        var (first, last) = (samples[0].Time, samples[^1].Time);
        var start = first + (last - first) * WarmUp;
        var floors = Floors(samples, start, last);
        if (floors.Count < LeastFloors)
            return TooShort($"Samples are missing in {Parts - floors.Count} of {Parts} parts of the time; a verdict needs {LeastFloors} with some.");
        return Judge(floors, collections.Count(collection => collection.Generation == 2 && collection.Time >= start && collection.Time <= last));
    }

    static Trend Judge(List<MemorySample> floors, int collections)
    {
        var slopes = Slopes(floors);
        var slope = Median(slopes);
        var span = (floors[^1].Time - floors[0].Time).TotalSeconds;
        var level = Median([.. floors.Select(floor => (double)floor.Bytes)]);
        var agreeing = slopes.Count(other => other * slope > 0) / (double)slopes.Count;
        var late = Median(Slopes(floors[(floors.Count / 2)..]));
        var change = slope * span;
        var isOne = Math.Abs(change) >= LeastChange * level && agreeing >= LeastAgreement && late * Math.Sign(slope) >= LeastOfLate * Math.Abs(slope);
        var line = Through(floors, slope);
        var when = $"From {TimeText.Moment(floors[0].Time)} to {TimeText.Moment(floors[^1].Time)} the low points";
        if (!isOne)
        {
            var (low, high) = (floors.Min(floor => floor.Bytes), floors.Max(floor => floor.Bytes));
            return new Trend { Kind = TrendKind.Steady, Verdict = "Steady", Reason = $"{when} stay between {ByteSize.Format(low)} and {ByteSize.Format(high)}.", Line = line };
        }
        var verb = slope > 0 ? "rise" : "fall";
        var steadily = string.Create(CultureInfo.InvariantCulture, $"steadily ({agreeing:P0} of pairs)").Replace("%", " %", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal);
        var despite = slope > 0 && collections > 0 ? $", and {collections} full collection{(collections == 1 ? "" : "s")} did not bring them down" : "";
        return new Trend
        {
            Kind = slope > 0 ? TrendKind.Growing : TrendKind.Shrinking,
            Verdict = $"{(slope > 0 ? "Growing" : "Shrinking")}: {TimeText.Rate(slope)}",
            Reason = $"{when} {verb} by {ByteSize.Format((long)Math.Round(Math.Abs(change)))}, {steadily}{despite}.",
            Line = line,
        };
    }

    static Trend TooShort(string reason) => new() { Kind = TrendKind.TooShort, Verdict = "Too short to say", Reason = reason };

    static List<MemorySample> Floors(IReadOnlyList<MemorySample> samples, TimeSpan start, TimeSpan end)
    {
        var floors = new MemorySample?[Parts];
        foreach (var sample in samples)
        {
            if (sample.Time < start)
                continue;
            var part = end == start ? 0 : Math.Min(Parts - 1, (int)((sample.Time - start) / (end - start) * Parts));
            if (floors[part] is not { } floor || sample.Bytes < floor.Bytes)
                floors[part] = sample;
        }
        return [.. floors.OfType<MemorySample>()];
    }

    static List<double> Slopes(List<MemorySample> floors)
    {
        var slopes = new List<double>(floors.Count * floors.Count / 2);
        for (var i = 0; i < floors.Count; i++)
        {
            for (var j = i + 1; j < floors.Count; j++)
                slopes.Add((floors[j].Bytes - floors[i].Bytes) / (floors[j].Time - floors[i].Time).TotalSeconds);
        }
        return slopes;
    }

    static (MemorySample, MemorySample) Through(List<MemorySample> floors, double slope)
    {
        var offset = Median([.. floors.Select(floor => floor.Bytes - slope * floor.Time.TotalSeconds)]);
        MemorySample At(TimeSpan time) => new(time, (long)Math.Round(offset + slope * time.TotalSeconds));
        return (At(floors[0].Time), At(floors[^1].Time));
    }

    static double Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
