namespace MemoryProfiler.HeapModes;

/// <summary>Snapshots over and over while other threads allocate.</summary>
static class Repetition
{
    const int NewEachTime = 10;
    const int LargestArray = 5000;

    // Held to what is right, not to how fast a loaded machine is.
    static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    public static Outcome Run(int times, int threads, int? megabytes)
    {
        var known = new Known();
        // On .NET 11 what it waits with is an object of a type that nobody is given.
        using var never = new SemaphoreSlim(0);
        var waits = never.WaitAsync(Timeout.InfiniteTimeSpan, new CancellationTokenSource().Token);
        var ends = false;
        for (var i = 0; i < threads; i++)
        {
            new Thread(() =>
            {
                while (!Volatile.Read(ref ends))
                    GC.KeepAlive(new byte[Random.Shared.Next(1, LargestArray)]);
            }) { IsBackground = true }.Start();
        }
        var outcome = default(Outcome);
        HeapSnapshot? last = null;
        for (var i = 0; i < times; i++)
        {
            known.Add(NewEachTime);
            last = Next(known, last, megabytes, ref outcome);
        }
        Volatile.Write(ref ends, true);
        last?.Dispose();
        GC.KeepAlive(waits);
        return outcome;
    }

    static HeapSnapshot? Next(Known known, HeapSnapshot? last, int? megabytes, ref Outcome outcome)
    {
        using var before = last;
        try
        {
            var heap = HeapSnapshot.Capture(new HeapSnapshotOptions { Timeout = _patience, BufferMegabytes = megabytes });
            outcome = outcome with { Snapshots = outcome.Snapshots + 1, WrongCounts = outcome.WrongCounts + (known.IsCounted(heap) ? 0 : 1) };
            if (before is not null && heap.CompareTo(before) is { NewUnknownBecause: null } comparison)
                outcome = outcome with { NewKnown = outcome.NewKnown + 1, NewWrong = outcome.NewWrong + (Known.IsNew(comparison, NewEachTime) ? 0 : 1) };
            return heap;
        }
        catch (HeapSnapshotException fault)
        {
            Console.Error.WriteLine(fault.Message);
            outcome = outcome with { Refused = outcome.Refused + 1 };
            return null;
        }
    }
}
