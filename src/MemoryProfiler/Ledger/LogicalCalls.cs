using MemoryProfiler.Copies;

namespace MemoryProfiler.Ledger;

/// <summary>
/// The memory of all logical calls. It is never given back. So whoever holds the id of a call that has long ended finds
/// another generation there and not another program's bytes. An id is a generation and a place. A call's state is its
/// generation and its references.
/// </summary>
static unsafe class LogicalCalls
{
    /// <summary>The id of no call.</summary>
    public const long Unknown = -1;

    const int IndexBits = 28;
    const int ReferenceBits = 24;
    const long IndexMask = (1L << IndexBits) - 1;
    const long ReferenceMask = (1L << ReferenceBits) - 1;
    const long GenerationMask = (1L << (64 - IndexBits - 1)) - 1;
    const int BlockShift = 6;
    const int BlockSize = 1 << BlockShift;
    const int GroupShift = BlockShift + 11;
    const int BlocksPerGroup = 1 << (GroupShift - BlockShift);

    // A thread keeps a few for itself; what it has too many of, as calls begin here and end there, is everybody's.
    const int KeptByThread = 32;

    static readonly LogicalCall*** _groups = (LogicalCall***)OwnMemory.Zeroed((1 << (IndexBits - GroupShift)) * sizeof(LogicalCall**));
    static readonly int* _taken = (int*)OwnMemory.Zeroed(sizeof(int));
    static int _count;
    static LogicalCall* _free;

    /// <summary>Native bytes of all that were ever in use.</summary>
    public static long Size => Volatile.Read(ref _count) * (long)sizeof(LogicalCall);

    /// <summary>A call that nobody else knows of; its fields are zero but for what belongs to the memory.</summary>
    public static LogicalCall* Take(ThreadLedger* ledger, int references)
    {
        var call = ledger->FreeCalls;
        if (call == null)
            call = Refill(ledger);
        ledger->FreeCalls = call->NextFree;
        ledger->FreeCallCount--;
        var (index, generation) = (call->Index, call->State >> ReferenceBits);
        *call = default;
        call->Index = index;
        Volatile.Write(ref call->State, (generation << ReferenceBits) | (long)references);
        return call;
    }

    /// <summary>Takes a call back that has no references any more.</summary>
    public static void Give(ThreadLedger* ledger, LogicalCall* call)
    {
        var generation = ((call->State >> ReferenceBits) + 1) & GenerationMask;
        Volatile.Write(ref call->State, (generation == 0 ? 1 : generation) << ReferenceBits);
        if (ledger->FreeCallCount < KeptByThread)
        {
            call->NextFree = ledger->FreeCalls;
            ledger->FreeCalls = call;
            ledger->FreeCallCount++;
            return;
        }
        ShortLock.Enter(_taken);
        call->NextFree = _free;
        _free = call;
        ShortLock.Leave(_taken);
    }

    /// <summary>What a call is known by after it has gone; never 0.</summary>
    public static long IdOf(LogicalCall* call) => ((Volatile.Read(ref call->State) >> ReferenceBits) << IndexBits) | (uint)call->Index;

    /// <summary>Keeps a call alive.</summary>
    public static void AddReference(LogicalCall* call) => Interlocked.Increment(ref call->State);

    /// <summary>Lets go of a call; true if nobody has it any more.</summary>
    public static bool Release(LogicalCall* call, int references) => (Interlocked.Add(ref call->State, -references) & ReferenceMask) == 0;

    /// <summary>Keeps a call alive that is known by its id; null if it is over.</summary>
    public static LogicalCall* TryAcquire(long id)
    {
        var index = (int)(id & IndexMask);
        var group = _groups[index >> GroupShift];
        var block = group == null ? null : group[(index >> BlockShift) & (BlocksPerGroup - 1)];
        return block == null ? null : TryAcquire(block + (index & (BlockSize - 1)), id >> IndexBits);
    }

    /// <summary>Keeps a call alive if it is still the one of a generation, and not over.</summary>
    static LogicalCall* TryAcquire(LogicalCall* call, long generation)
    {
        var state = Volatile.Read(ref call->State);
        while (state >> ReferenceBits == generation && (state & ReferenceMask) != 0 && !call->IsOver)
        {
            var seen = Interlocked.CompareExchange(ref call->State, state + 1, state);
            if (seen == state)
                return call;
            state = seen;
        }
        return null;
    }

    static LogicalCall* Refill(ThreadLedger* ledger)
    {
        // What the runtime allocates for a first use is not the line's.
        using var own = OwnWork.Begin();
        ShortLock.Enter(_taken);
        for (var i = 0; i < KeptByThread / 2; i++)
        {
            var call = _free;
            if (call != null)
                _free = call->NextFree;
            else
                call = New();
            call->NextFree = ledger->FreeCalls;
            ledger->FreeCalls = call;
            ledger->FreeCallCount++;
        }
        ShortLock.Leave(_taken);
        return ledger->FreeCalls;
    }

    static LogicalCall* New()
    {
        var index = _count;
        var group = &_groups[index >> GroupShift];
        if (*group == null)
            Volatile.Write(ref *(nint*)group, (nint)OwnMemory.Zeroed(BlocksPerGroup * sizeof(LogicalCall*)));
        var block = &(*group)[(index >> BlockShift) & (BlocksPerGroup - 1)];
        if (*block == null)
            Volatile.Write(ref *(nint*)block, (nint)OwnMemory.Zeroed(BlockSize * sizeof(LogicalCall)));
        var call = *block + (index & (BlockSize - 1));
        call->Index = index;
        call->State = 1L << ReferenceBits;
        _count = index + 1;
        return call;
    }
}
