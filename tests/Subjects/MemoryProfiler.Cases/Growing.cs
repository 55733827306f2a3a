namespace MemoryProfiler.Cases;

/// <summary>Memory that grows by 10 MiB with each round.</summary>
static class Growing
{
    static readonly List<byte[]> _kept = [];

    /// <summary>Adds until there are 120 MiB.</summary>
    [Profile(BreakAbove = "100 MiB")]
    public static int Grow()
    {
        for (var i = 0; i < 12; i++)
        {
            _kept.Add(Written(10));
        }
        return _kept.Count;
    }

    static byte[] Written(int mebibytes)
    {
        var block = new byte[mebibytes << 20];
        Array.Fill(block, (byte)1);
        return block;
    }
}
