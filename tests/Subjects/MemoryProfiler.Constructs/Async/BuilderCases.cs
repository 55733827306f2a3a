using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Async;

/// <summary>Builders that take the state machine's object from a pool, make it anew at each suspension or leave that to others.</summary>
public static class BuilderCases
{
    static readonly Door _door = new();
    static readonly Door _heavyDoor = new(bytesOfWaiting: 1_000);

    [AllocationCase(AsyncCalls = 1, Suspensions = 1, LooksForBoxes = true), Profile]
    public static int PooledAndNew()
    {
        // Nobody asks for its result: it never goes back to the pool.
        _ = Pooled(_door); // 1 x
        _door.Open();
        return 0; // 1 x 0 B
    }

    [AllocationCase(AsyncCalls = 1), Profile]
    public static int PooledAndUsedAgain()
    {
        var pooled = Pooled(_door); // 1 x
        _door.Open();
        return pooled.GetAwaiter().GetResult(); // 1 x
    }

    [AllocationCase(AsyncCalls = 1, LooksForBoxes = true), Profile]
    public static int PooledAndUsedAgainWhereWaitingAllocates()
    {
        var pooled = Pooled(_heavyDoor); // 1 x
        _heavyDoor.Open();
        return pooled.GetAwaiter().GetResult(); // 1 x
    }

    [AllocationCase(AsyncCalls = 1, Suspensions = 1, LooksForBoxes = true), Profile]
    public static int PooledGeneric()
    {
        _ = PooledOf<string>(_door); // 1 x
        _door.Open();
        return 0; // 1 x 0 B
    }

    [AllocationCase(Overlap = 32, AsyncCalls = 1, Suspensions = 1, LooksForBoxes = true), Profile]
    public static int OwnAndNew()
    {
        JobRunner.ArePooled = false;
        _ = Works(_door); // 1 x
        _door.Open();
        _door.Open();
        return 0; // 1 x 0 B
    }

    [AllocationCase(Overlap = 32, AsyncCalls = 1), Profile]
    public static int OwnAndUsedAgain()
    {
        JobRunner.ArePooled = true;
        _ = Works(_door); // 1 x
        _door.Open();
        _door.Open();
        return 0; // 1 x 0 B
    }

    [AllocationCase(Overlap = 1_056, AsyncCalls = 1, LooksForBoxes = true), Profile]
    public static int OwnAndUsedAgainWhereWaitingAllocates()
    {
        JobRunner.ArePooled = true;
        _ = Works(_heavyDoor); // 1 x
        _heavyDoor.Open();
        _heavyDoor.Open();
        return 0; // 1 x 0 B
    }

    [AllocationCase(Overlap = 32, AsyncCalls = 1, Suspensions = 1, LooksForBoxes = true), Profile]
    public static int ProfiledAndNew()
    {
        JobRunner.ArePooled = false;
        _ = WorksProfiled(_door); // 1 x
        _door.Open();
        _door.Open();
        return 0; // 1 x 0 B
    }

    [AllocationCase(Overlap = 32, AsyncCalls = 1), Profile]
    public static int ProfiledAndUsedAgain()
    {
        JobRunner.ArePooled = true;
        _ = WorksProfiled(_door); // 1 x
        _door.Open();
        _door.Open();
        return 0; // 1 x 0 B
    }

    [AllocationCase(Overlap = 1_056, AsyncCalls = 1, Suspensions = 1, LooksForBoxes = true), Profile]
    public static int LeftToTheRuntime()
    {
        _ = Relays(_heavyDoor); // 1 x
        _heavyDoor.Open();
        _heavyDoor.Open();
        return 0; // 1 x 0 B
    }

    [AllocationCase(Overlap = 1_056, AsyncCalls = 1, Suspensions = 1, LooksForBoxes = true), Profile]
    public static int LeftToTheRuntimeProfiled()
    {
        _ = RelaysProfiled(_heavyDoor); // 1 x
        _heavyDoor.Open();
        _heavyDoor.Open();
        return 0; // 1 x 0 B
    }

    [AllocationCase(Overlap = 112, OverlapInDebug = 64, AsyncCalls = 1, Suspensions = 2, LooksForBoxes = true), Profile]
    public static int BoxedAtEachSuspension()
    {
        _ = Promises(_door); // 1 x
        _door.Open();
        _door.Open();
        return 0; // 1 x 0 B
    }

    [AllocationCase(Overlap = 136, OverlapInDebug = 96, AsyncCalls = 1, Suspensions = 2, LooksForBoxes = true), Profile]
    public static int BoxedAtEachSuspensionProfiled()
    {
        _ = Boxes(_door); // 1 x
        _door.Open();
        _door.Open();
        return 0; // 1 x 0 B
    }

    [AllocationCase(AsyncCalls = 1, Suspensions = 2, LooksForBoxes = true), Profile]
    public static int BoxedOnOtherThreads()
    {
        _ = PromisesElsewhere(); // 1 x
        return 0; // 1 x 0 B
    }

    [Profile]
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    static async ValueTask<int> Pooled(Door door)
    {
        await door; // 1 x
        return 5_000; // 1 x 0 B
    }

    [Profile]
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    static async ValueTask<T?> PooledOf<T>(Door door)
    {
        await door; // 1 x
        return default; // 1 x 0 B
    }

    [Profile]
    static async Job Works(Door door)
    {
        await door; // 1 x
        await door; // 1 x
        GC.KeepAlive(new byte[8]); // 1 x 32 B self 32 B
    }

    [Profile]
    static async ProfiledJob WorksProfiled(Door door)
    {
        await door; // 1 x
        await door; // 1 x
        GC.KeepAlive(new byte[8]); // 1 x 32 B self 32 B
    }

    [Profile]
    static async Relay Relays(Door door)
    {
        await door; // 1 x
        await door; // 1 x
        GC.KeepAlive(new byte[8]); // 1 x 32 B self 32 B
    }

    [Profile]
    static async ProfiledRelay RelaysProfiled(Door door)
    {
        await door; // 1 x
        await door; // 1 x
        GC.KeepAlive(new byte[8]); // 1 x 32 B self 32 B
    }

    [Profile]
    static async Promise<int> Promises(Door door)
    {
        await door; // 1 x
        await door; // 1 x
        return 1; // 1 x 0 B
    }

    [Profile]
    static async BoxingJob Boxes(Door door)
    {
        await door; // 1 x
        await door; // 1 x
        GC.KeepAlive(new byte[8]); // 1 x 32 B self 32 B
    }

    [Profile]
    static async Promise<int> PromisesElsewhere()
    {
        await Hop.ToFirst; // 1 x
        await Hop.ToSecond; // 1 x
        return 1; // 1 x 0 B
    }
}
