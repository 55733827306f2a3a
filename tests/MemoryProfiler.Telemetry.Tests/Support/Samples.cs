namespace MemoryProfiler.Telemetry.Tests.Support;

/// <summary>Profiled methods of known bytes.</summary>
static class Samples
{
    public const string Namespace = "MemoryProfiler.Telemetry.Tests.Support.Samples.";

    static byte[]? _kept;

    /// <summary>1,024 B.</summary>
    [Profile]
    public static void Leaf() => _kept = new byte[1_000];

    /// <summary>The same name with other parameters: 24 B and the array.</summary>
    [Profile]
    public static void Leaf(int length) => _kept = new byte[length];

    /// <summary>2,024 B and twice 1,024 B.</summary>
    [Profile]
    public static void Outer()
    {
        _kept = new byte[2_000];
        Leaf();
        Leaf();
    }

    /// <summary>1,024 B for each of its calls.</summary>
    [Profile]
    public static void Recursive(int depth)
    {
        _kept = new byte[1_000];
        if (depth > 0)
            Recursive(depth - 1);
    }

    /// <summary>What its lambda allocates on a thread of its own is all but 1,024 B and what a thread needs.</summary>
    [Profile]
    public static void Hands(int length)
    {
        Leaf();
        var thread = new Thread(() => _kept = new byte[length]);
        thread.Start();
        thread.Join();
    }

    /// <summary>The same with a profiled method on another thread, and awaited.</summary>
    [Profile]
    public static async Task HandsAsync(int length)
    {
        await Task.Run(() => Leaf(length));
        await Task.Run(Leaf);
    }

    [Profile]
    public static void Throws()
    {
        _kept = new byte[1_000];
        throw new TimeoutException();
    }

    /// <summary>1,024 B for each element.</summary>
    [Profile]
    public static IEnumerable<byte[]> Elements(int count)
    {
        for (var i = 0; i < count; i++)
            yield return new byte[1_000];
    }

    /// <summary>1,024 B when it is left.</summary>
    [Profile]
    public static IEnumerable<int> Guarded()
    {
        try
        {
            while (true)
                yield return 1;
        }
        finally
        {
            _kept = new byte[1_000];
        }
    }

    /// <summary>The array and a task of 72 B.</summary>
    [Profile]
    public static async Task<byte[]> Made(int length)
    {
        await Task.CompletedTask;
        return new byte[length];
    }

    [Profile]
    public static async Task Hopping(Workers workers, int length)
    {
        _kept = new byte[length];
        await workers.Next;
        _kept = new byte[length];
        await Inner(workers, length);
        _kept = new byte[length];
    }

    [Profile]
    public static async Task Inner(Workers workers, int length)
    {
        await workers.Next;
        _kept = new byte[length];
        await workers.Next;
        _kept = new byte[length];
    }

    /// <summary>Not async itself: the outermost call returns while the other one goes on.</summary>
    [Profile]
    public static Task Passing(Workers workers, int length) => Inner(workers, length);

    [Profile]
    public static async Task Completed()
    {
        _kept = new byte[1_000];
        await Task.CompletedTask;
    }

    [Profile]
    public static async Task Inline()
    {
        await default(AtOnce);
        _kept = new byte[1_000];
        await default(AtOnce);
        _kept = new byte[2_000];
    }

    [Profile]
    public static async Task Yielding(int hops)
    {
        for (var i = 0; i < hops; i++)
        {
            await Task.Yield();
            _kept = new byte[1_000];
        }
    }

    [Profile]
    public static async Task Deep(int depth)
    {
        await Task.Yield();
        _kept = new byte[1_000];
        if (depth > 0)
            await Deep(depth - 1);
        await Task.Yield();
    }

    [Profile]
    public static void Runs(Action action)
    {
        _kept = new byte[1_000];
        action();
        _kept = new byte[1_000];
    }
}
