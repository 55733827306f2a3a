namespace MemoryProfiler.Collections;

/// <summary>Profiled methods that say in their lines what those allocate.</summary>
sealed class Worker
{
    object? _kept;
    long _sum;

    [Profile]
    public void Once()
    {
        _kept = new byte[1000]; // 1024 B
        _kept = new object(); // 24 B
        _sum += Count(40);
        _kept = Pair(); // 6096 B
        _kept = new byte[200_000]; // 200024 B
        _sum++;
    }

    /// <summary>The bytes a line says it allocates in one call.</summary>
    public static long BytesOf(string line)
    {
        var comment = line.LastIndexOf("// ", StringComparison.Ordinal);
        return comment < 0 ? 0 : long.Parse(line[(comment + 3)..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Profile]
    static byte[] Pair()
    {
        var first = new byte[3_024]; // 3048 B
        GC.KeepAlive(first);
        return new byte[3_020]; // 3048 B
    }

    static long Count(int turns)
    {
        long sum = 0;
        for (var i = 0; i < turns; i++)
            sum += i * i;
        return sum;
    }
}
