namespace MemoryProfiler.Benchmarks.Programs;

/// <summary>Methods that differ in their number of lines only.</summary>
public static class SlotSamples
{
    /// <summary>1 lines.</summary>
    [Profile]
    public static void One(int[] sink)
    {
        sink[0]++;
    }

    /// <summary>8 lines.</summary>
    [Profile]
    public static void Eight(int[] sink)
    {
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
    }

    /// <summary>40 lines.</summary>
    [Profile]
    public static void Forty(int[] sink)
    {
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
        sink[0]++;
    }
}
