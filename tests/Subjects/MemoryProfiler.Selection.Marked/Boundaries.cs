using MemoryProfiler;

namespace Marked;

/// <summary>Each method with its lines and, in a twin, without.</summary>
public static class Boundaries
{
    [Profile]
    public static int SyncLines(int n)
    {
        var kept = new byte[1000];
        for (var i = 0; i < n; i++)
            kept = new byte[1000];
        return kept.Length;
    }

    [Profile(Lines = false)]
    public static int SyncCalls(int n)
    {
        var kept = new byte[1000];
        for (var i = 0; i < n; i++)
            kept = new byte[1000];
        return kept.Length;
    }

    [Profile]
    public static async Task<int> AsyncLines(Task gate)
    {
        var kept = new byte[1000];
        await gate;
        return kept.Length + new byte[2000].Length;
    }

    [Profile(Lines = false)]
    public static async Task<int> AsyncCalls(Task gate)
    {
        var kept = new byte[1000];
        await gate;
        return kept.Length + new byte[2000].Length;
    }

    [Profile]
    public static IEnumerable<byte[]> IteratorLines()
    {
        try
        {
            yield return new byte[1000];
            yield return new byte[2000];
        }
        finally
        {
            GC.KeepAlive(new byte[100]);
        }
    }

    [Profile(Lines = false)]
    public static IEnumerable<byte[]> IteratorCalls()
    {
        try
        {
            yield return new byte[1000];
            yield return new byte[2000];
        }
        finally
        {
            GC.KeepAlive(new byte[100]);
        }
    }

    [Profile]
    public static async IAsyncEnumerable<byte[]> StreamLines(Task gate)
    {
        yield return new byte[1000];
        await gate;
        yield return new byte[2000];
    }

    [Profile(Lines = false)]
    public static async IAsyncEnumerable<byte[]> StreamCalls(Task gate)
    {
        yield return new byte[1000];
        await gate;
        yield return new byte[2000];
    }

    [Profile(Lines = false)]
    public static int Callbacks(List<int> numbers) => numbers.Count(n => new byte[n].Length > 0);

    [Profile(Lines = false, MaxAllocated = "1 KB")]
    public static byte[] Limited() => new byte[2000];
}
