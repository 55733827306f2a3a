using System.Runtime;

namespace MemoryProfiler.Asserting;

/// <summary>
/// Four threads assert at once, as test classes do, while two others allocate and one asks for background collections. Now
/// and then all four meet, and go on just when such a collection is on its way.
/// </summary>
static class SyncRuns
{
    const int TestClasses = 4;
    const int AssertionsBetweenMeetings = 50;

    static readonly Barrier _meeting = new(TestClasses, _ => StartBackgroundCollection());
    static readonly object[] _heap = new object[500_000];

    static bool _isStopped;
    static int _falseFailures;
    static int _falsePasses;
    static int _backgroundCollections;
    static long _lastBackground;

    public static void Run(int count)
    {
        var mode = GCSettings.LatencyMode;
        for (var i = 0; i < _heap.Length; i++)
            _heap[i] = new object();
        List<Thread> noise = [Start(Allocate), Start(Allocate), Start(CollectInBackground)];
        var tests = Enumerable.Range(0, TestClasses).Select(_ => Start(() => Assert(count))).ToList();
        tests.ForEach(thread => thread.Join());
        Volatile.Write(ref _isStopped, true);
        noise.ForEach(thread => thread.Join());

        Console.WriteLine($"{_falseFailures} false failures, {_falsePasses} false passes, {_backgroundCollections} background collections at least, mode restored: {GCSettings.LatencyMode == mode}");
    }

    static void Assert(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Expect(true, () => MemoryAssert.DoesNotAllocate(() => { }));
            Expect(true, () => MemoryAssert.AllocatesAtMost(1_024, () => new byte[1_000]));
            Expect(false, () => MemoryAssert.AllocatesAtMost(1_023, () => new byte[1_000]));
            if (i % AssertionsBetweenMeetings != 0)
                continue;
            _meeting.SignalAndWait();
            // Long enough for the collection to end in each of the calls that must agree.
            Expect(true, () => MemoryAssert.AllocatesAtMost(1_024, Slow));
        }
    }

    static void StartBackgroundCollection()
    {
        var last = GC.GetGCMemoryInfo(GCKind.Background).Index;
        if (last != _lastBackground)
            _backgroundCollections++;
        _lastBackground = last;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
    }

    static byte[] Slow()
    {
        Thread.Sleep(20);
        return new byte[1_000];
    }

    static void Expect(bool passes, Action assertion)
    {
        try
        {
            assertion();
            if (!passes)
                Interlocked.Increment(ref _falsePasses);
        }
        catch (MemoryAssertException e)
        {
            if (!passes)
                return;
            Interlocked.Increment(ref _falseFailures);
            Console.Error.WriteLine(e.Message);
        }
    }

    static Thread Start(Action code)
    {
        var thread = new Thread(() => code());
        thread.Start();
        return thread;
    }

    static void Allocate()
    {
        var kept = new Queue<byte[]>();
        while (!Volatile.Read(ref _isStopped))
        {
            kept.Enqueue(new byte[5_000]);
            if (kept.Count > 1_000)
                kept.Dequeue();
            Thread.Yield();
        }
    }

    static void CollectInBackground()
    {
        while (!Volatile.Read(ref _isStopped))
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
            Thread.Sleep(2);
        }
    }
}
