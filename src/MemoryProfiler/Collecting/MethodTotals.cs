namespace MemoryProfiler.Collecting;

/// <summary>What all threads counted for one method.</summary>
sealed class MethodTotals(int lineCount)
{
    public LineTotals[] Lines { get; } = new LineTotals[lineCount];

    /// <summary>Activations that have ended, of all methods: told of the profiler's own number alone.</summary>
    public Activations Activations { get; set; }

    public long RepeatedBytes { get; set; }

    public long RepeatedIncrement { get; set; }

    /// <summary>Bytes of parts that are in no call.</summary>
    public long OutsideBytes { get; set; }

    /// <summary>Of a method whose calls are only counted, how many an exception has left.</summary>
    public long Failures { get; set; }

    /// <summary>Fewest and most bytes of a finished call; null if none finished.</summary>
    public (long Min, long Max)? Finished { get; set; }

    /// <summary>The same of calls still running, taken up to now.</summary>
    public (long Min, long Max)? Running { get; set; }

    public static (long Min, long Max)? Widen((long Min, long Max)? a, (long Min, long Max)? b)
    {
        if (a is not { } x)
            return b;
        return b is { } y ? (Math.Min(x.Min, y.Min), Math.Max(x.Max, y.Max)) : x;
    }

    public void Add(MethodTotals other)
    {
        for (var i = 0; i < Lines.Length; i++)
            Lines[i].Add(other.Lines[i]);
        Activations += other.Activations;
        RepeatedBytes += other.RepeatedBytes;
        RepeatedIncrement += other.RepeatedIncrement;
        OutsideBytes += other.OutsideBytes;
        Failures += other.Failures;
        Finished = Widen(Finished, other.Finished);
        Running = Widen(Running, other.Running);
    }

    /// <summary>Takes over the sums of readings, and nothing else.</summary>
    public void TakeReadings(MethodTotals other)
    {
        for (var i = 0; i < Lines.Length; i++)
            (Lines[i].WorkingSetIncrement, Lines[i].RepeatedIncrement) = (other.Lines[i].WorkingSetIncrement, other.Lines[i].RepeatedIncrement);
        RepeatedIncrement = other.RepeatedIncrement;
    }

    public void Subtract(MethodTotals earlier)
    {
        for (var i = 0; i < Lines.Length; i++)
            Lines[i].Subtract(earlier.Lines[i]);
        Activations -= earlier.Activations;
        RepeatedBytes -= earlier.RepeatedBytes;
        RepeatedIncrement -= earlier.RepeatedIncrement;
        OutsideBytes -= earlier.OutsideBytes;
        Failures -= earlier.Failures;
    }
}
