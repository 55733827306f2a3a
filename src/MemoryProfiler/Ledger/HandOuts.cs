using MemoryProfiler.Copies;

namespace MemoryProfiler.Ledger;

/// <summary>
/// The delegates without a mark of their own that open calls have handed out, by what they run. Where one call alone has
/// handed out such a delegate, whatever runs on a thread of its own belongs to that call.
/// </summary>
static unsafe class HandOuts
{
    const int ListCount = 64;

    static readonly HandOut** _lists = (HandOut**)OwnMemory.Zeroed(ListCount * sizeof(HandOut*));
    static readonly int* _locks = (int*)OwnMemory.Zeroed(ListCount * sizeof(int));

    // Those not in use, which the next ones of their list are made of.
    static readonly HandOut** _free = (HandOut**)OwnMemory.Zeroed(ListCount * sizeof(HandOut*));
    static int _count;

    /// <summary>Whether there are any.</summary>
    public static bool Any => Volatile.Read(ref _count) != 0;

    /// <summary>Notes that a call hands a delegate out.</summary>
    /// <param name="call">The call.</param>
    /// <param name="target">The method that the delegate runs, or whose part it runs.</param>
    /// <param name="slot">The call's line.</param>
    public static void Add(LogicalCall* call, int target, int slot)
    {
        for (var known = call->HandOuts; known != null; known = known->NextOfCall)
        {
            if (known->Target == target)
            {
                known->Slot = slot;
                return;
            }
        }
        var list = Lock(target);
        var added = _free[list];
        if (added != null)
        {
            _free[list] = added->Next;
        }
        else
        {
            Unlock(list);
            added = (HandOut*)OwnMemory.Zeroed(sizeof(HandOut));
            Lock(target);
        }
        added->Call = call;
        added->Target = target;
        added->Slot = slot;
        added->NextOfCall = call->HandOuts;
        call->HandOuts = added;
        added->Next = _lists[list];
        _lists[list] = added;
        Unlock(list);
        Interlocked.Increment(ref _count);
    }

    /// <summary>Forgets what a call has handed out.</summary>
    public static void Remove(LogicalCall* call)
    {
        while (call->HandOuts != null)
        {
            var removed = call->HandOuts;
            call->HandOuts = removed->NextOfCall;
            var list = Lock(removed->Target);
            var place = &_lists[list];
            while (*place != removed)
                place = &(*place)->Next;
            *place = removed->Next;
            removed->Next = _free[list];
            _free[list] = removed;
            Unlock(list);
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>The one open call that has handed out a delegate, kept alive; null if there is none or more than one.</summary>
    /// <param name="target">The method that the delegate runs, or whose part it runs.</param>
    /// <param name="slot">The line that handed it out.</param>
    public static LogicalCall* TryAcquire(int target, out int slot)
    {
        slot = 0;
        if (!Any)
            return null;
        LogicalCall* found = null;
        var list = Lock(target);
        for (var known = _lists[list]; known != null; known = known->Next)
        {
            if (known->Target != target)
                continue;
            slot = known->Slot;
            if (found != null)
            {
                found = null;
                break;
            }
            found = known->Call;
        }
        // Whoever ends the call removes it from here first, so that it has references still.
        if (found != null)
            LogicalCalls.AddReference(found);
        Unlock(list);
        return found;
    }

    static int Lock(int target)
    {
        var list = target & (ListCount - 1);
        ShortLock.Enter(_locks + list);
        return list;
    }

    static void Unlock(int list) => ShortLock.Leave(_locks + list);
}
