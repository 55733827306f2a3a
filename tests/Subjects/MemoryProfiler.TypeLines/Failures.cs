namespace MemoryProfiler.TypeLines;

/// <summary>Assertions that fail on profiled lines, each of which names the types that it allocates.</summary>
static class Failures
{
    static readonly List<object> _leaked = [];
    static object? _kept;
    static int _calls;

    /// <summary>What one of them says.</summary>
    public static async Task<string> Of(string assertion)
    {
        // What it keeps them in is of another type, and no line's.
        _leaked.Capacity = 10_000;
        Action failing = assertion switch
        {
            "small" => () => MemoryAssert.AllocatesAtMost(100, Small),
            "large" => () => MemoryAssert.AllocatesAtMost(100, Large),
            "throwing" => () => MemoryAssert.AllocatesAtMost(100, Throwing),
            "growth" => () => MemoryAssert.DoesNotGrow(Leak, calls: 20),
            "limit" => Limited,
            "beside" => Beside,
            _ => static () => { },
        };
        try
        {
            if (assertion == "async")
                await MemoryAssert.AllocatesAtMostAsync(100, SmallAsync).ConfigureAwait(false);
            failing();
            return "It has not failed.";
        }
        catch (MemoryAssertException fault)
        {
            return fault.Message;
        }
    }

    [Profile]
    static void Small()
    {
        Three();
        _kept = new Bytes64();
    }

    [Profile]
    static void Large() => _kept = new long[4_000_000];

    [Profile]
    static void Throwing()
    {
        // Five calls find that it allocates too much.
        if (++_calls > 400)
            throw new InvalidOperationException("It may be called 400 times.");
        Three();
    }

    [Profile]
    static void Leak() => _leaked.Add(new int[2_500]);

    [MaxAllocation("1 MB")]
    static void Limited()
    {
        for (var i = 0; i < 100_000; i++)
            _kept = new Bytes96();
    }

    // What another thread allocates on the same lines at the time is not the assertion's.
    static void Beside()
    {
        var isOver = false;
        var other = new Thread(() =>
        {
            while (!Volatile.Read(ref isOver))
                Either(isOther: true);
        });
        other.Start();
        try
        {
            MemoryAssert.AllocatesAtMost(100, () => Either(isOther: false));
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            other.Join();
        }
    }

    [Profile]
    static void Either(bool isOther) => _kept = isOther ? new Bytes24() : new Bytes128();

    [Profile]
    static async Task SmallAsync()
    {
        Three();
        await Task.Yield();
        _kept = new Bytes64();
    }

    static void Three()
    {
        _kept = new Bytes24();
        _kept = new Bytes48();
        _kept = new Bytes96();
    }
}
