using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement;

namespace MemoryProfiler.Probes;

/// <summary>
/// What the probes of methods, segments, parts and scopes share: a frame begins, books its lines and ends. Each has a
/// quick way, which is taken only when everything is as it mostly is and makes no call, and a general one.
/// </summary>
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
static unsafe class Activation
{
    /// <summary>Begins an activation; null when nothing is recorded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Frame* Open(int method, int slotCount, int slot, FrameKind kind)
    {
        if (!ProfilerSwitch.IsOn)
            return null;
        var ledger = LedgerRegistry.Current;
        if (ledger == null)
            return OpenGenerally(method, slotCount, slot, kind);
        var caller = ledger->Current;
        var frame = caller->Next;
        var counters = MethodTable.Find(&ledger->Methods, method);
        var piece = caller->Piece;
        // Turned away here and not led in: the JIT lays out what follows as the straight way.
        if (caller->StackAddress != 0 || frame == null || frame->State.Word != 0 || counters->Tick != WorkingSetTicker.Tick
            || !AllocationClock.TryRead(frame->Context, piece, out var now))
        {
            return OpenGenerally(method, slotCount, slot, kind);
        }
        if (kind != FrameKind.Whole)
            frame->State.Word = (long)kind;
        Begin(ledger, counters, frame, slot, kind, now, piece, WorkingSetTicker.Latest);
        return frame;
    }

    /// <summary>Ends the running line of an activation and begins a slot whose visit is counted on another or on itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Go(Frame* frame, int slot, int hitSlot)
    {
        var line = frame->Line;
        if (!AllocationClock.TryRead(frame->Context, frame->Piece, out var now) || line->Tick != WorkingSetTicker.Tick || now >= frame->ReadingDue)
        {
            GoGenerally(frame, slot, hitSlot);
            return;
        }
        line->Bytes += now - frame->Last;
        frame->Last = now;
        Visit(frame, slot, hitSlot);
    }

    /// <summary>As <see cref="Go"/> where nothing was allocated since the frame's last reading.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Count(Frame* frame, int slot, int hitSlot)
    {
        if (frame->Line->Tick != WorkingSetTicker.Tick)
        {
            CountGenerally(frame, slot, hitSlot);
            return;
        }
        Visit(frame, slot, hitSlot);
    }

    /// <summary>Ends an activation that is a whole call of its method or a lambda, if all is as usual.</summary>
    /// <param name="frame">The activation.</param>
    /// <param name="kind">Which of the two it has to be.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryClose(Frame* frame, FrameKind kind)
    {
        var ledger = frame->Ledger;
        var line = frame->Line;
        if (!AllocationClock.TryRead(frame->Context, frame->Piece, out var now) || line->Tick != WorkingSetTicker.Tick || now >= frame->ReadingDue
            || frame->State.Kind != kind || ledger->Current != frame)
        {
            return false;
        }
        var method = frame->Method;
        var bytes = now - frame->Start;
        if (kind == FrameKind.Whole)
        {
            // Most methods allocate the same in each call.
            var fewest = method->MinBytes;
            if (bytes != fewest && (bytes < fewest || bytes > method->MaxBytes))
                return false;
        }

        // First and before all else: a report that finds another activation running than the innermost one reads again.
        var outer = frame->Outer;
        Volatile.Write(ref *(nint*)&method->Running, (nint)outer);
        // Even still: the whole of it is one step to whoever meets neither.
        Volatile.Write(ref ledger->Version, ledger->Version + 2);
        var caller = frame->Caller;
        // A call that allocated nothing has nothing to book, unless a reading was taken that an outer one counts too.
        if (bytes != 0 || (outer != null && !frame->WorkingSet.Equals(frame->WorkingSetStart)))
        {
            line->Bytes += now - frame->Last;
            frame->Last = now;
            if (outer != null)
                Repeat(frame, outer, bytes);
            // The caller's own booking takes these bytes in when its line ends.
            caller->Line->CalleeBytes += bytes;
        }
        Volatile.Write(ref *(nint*)&ledger->Current, (nint)caller);
        if (kind != FrameKind.Whole)
            frame->State.Word = 0;
        return true;
    }

    /// <summary>Books what the running line allocated up to now.</summary>
    public static void Book(Frame* frame) => Book(frame, AllocationClock.Now(frame->Context, out var piece), piece);

    /// <summary>Ends an activation of any kind.</summary>
    /// <param name="frame">The innermost one of its thread.</param>
    /// <param name="now">The thread's clock; moved past what the profiler itself allocates meanwhile.</param>
    /// <param name="piece">Tells the thread's piece of heap, as of <paramref name="now"/>.</param>
    public static void Close(Frame* frame, ref long now, long piece)
    {
        var ledger = frame->Ledger;
        var method = frame->Method;
        // Before the version is odd: who watches lines may take a report here.
        Book(frame, now, piece);
        // What the profiler itself allocated while it booked has moved the frame's clocks.
        now = frame->Last;
        ledger->Version++;

        var bytes = now - frame->Start;
        if (frame->Call != null)
            LogicalCall.Add(frame->Call, frame->State.IsInsideItself ? 0 : bytes);
        else if (frame->State.Kind is FrameKind.Whole or FrameKind.Watched or FrameKind.Scope || (frame->State.Kind == FrameKind.Async && frame->State.IsCall && frame->State.IsCompleted))
            MethodCounters.Finish(method, bytes);
        var outer = frame->Outer;
        method->Running = outer;
        if (outer != null)
            Repeat(frame, outer, bytes);

        // Lines of the caller inside a scope have booked theirs already.
        var caller = frame->Caller;
        caller->Line->CalleeBytes += now - Math.Max(frame->Start, caller->Last);

        ledger->Current = caller;
        Volatile.Write(ref ledger->Version, ledger->Version + 1);
        if (CallWatch.IsInUse)
            now += CallWatch.Closed(frame, bytes);
        if (PendingThrow.Any)
        {
            var own = ledger->OwnBytes;
            PendingThrow.PassOn(caller);
            now += ledger->OwnBytes - own;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Begin(ThreadLedger* ledger, MethodCounters* counters, Frame* frame, int slot, FrameKind kind, long now, long piece, MemoryReading workingSet)
    {
        var line = MethodCounters.Line(counters, slot);
        // What is a call of its own is counted where it begins; the probes of others know whether they are.
        if (kind is FrameKind.Whole or FrameKind.Scope)
            line->Hits++;
        frame->Method = counters;
        frame->Line = line;
        frame->Start = now;
        frame->Last = now;
        frame->Piece = piece;
        frame->WorkingSet = workingSet;
        frame->ReadingDue = now + LineWatch.DueAfterBytes;
        var outer = counters->Running;
        frame->Outer = outer;
        if (outer != null)
        {
            var outerLine = outer->Line;
            frame->OuterBytes = outerLine->Bytes - outerLine->RepeatedBytes;
            frame->OuterIncrement = outerLine->WorkingSetIncrement - outerLine->RepeatedIncrement;
            frame->WorkingSetStart = workingSet;
        }
        counters->Running = frame;
        // A report by another thread sees either no frame or all of it.
        Volatile.Write(ref *(nint*)&ledger->Current, (nint)frame);
    }

    /// <summary>Begins a visit of a line that is counted on a slot of its own or on the line's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Visit(Frame* frame, int slot, int hitSlot)
    {
        var method = frame->Method;
        var line = MethodCounters.Line(method, slot);
        frame->Line = line;
        // Not as a field of the point: the JIT would test its address for null.
        var hits = (long*)(hitSlot == slot ? line : MethodCounters.Line(method, hitSlot));
        *hits += 1;
    }

    /// <summary>Marks what the outer activation's line is about to count as a whole (recursion).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Repeat(Frame* frame, Frame* outer, long bytes)
    {
        var line = outer->Line;
        frame->Method->RepeatedBytes += bytes;
        frame->Method->RepeatedIncrement += frame->WorkingSet - frame->WorkingSetStart;
        line->RepeatedBytes = line->Bytes - frame->OuterBytes;
        line->RepeatedIncrement = line->WorkingSetIncrement - frame->OuterIncrement;
    }

    static void Book(Frame* frame, long now, long piece)
    {
        var line = frame->Line;
        var bytes = now - frame->Last;
        line->Bytes += bytes;
        frame->Last = now;
        if (frame->Piece != piece)
            now = ExcessCheck.Run(frame->Ledger, now, frame, bytes);
        frame->Piece = frame->State.IsCovered ? Frame.NoPiece : piece;
        if (frame->State.IsCovered)
            line->CalleeBytes += bytes;
        if (line->Tick != WorkingSetTicker.Tick || now >= frame->ReadingDue)
            WorkingSetReading.Take(frame, line, now, bytes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void GoGenerally(Frame* frame, int slot, int hitSlot)
    {
        Book(frame);
        // The line that ended is the one that throws.
        if (PendingThrow.Any)
            PendingThrow.Throw();
        Visit(frame, slot, hitSlot);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void CountGenerally(Frame* frame, int slot, int hitSlot)
    {
        // What is proven of the bytes makes the last reading that of now.
        WorkingSetReading.Take(frame, frame->Line, frame->Last, bytes: 0);
        if (PendingThrow.Any)
            PendingThrow.Throw();
        Visit(frame, slot, hitSlot);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Frame* OpenGenerally(int method, int slotCount, int slot, FrameKind kind)
    {
        var ledger = LedgerRegistry.Current;
        if (ledger != null && ledger->Current->StackAddress > Frame.WatchesEntries)
            AbandonedFrames.Close(ledger);
        if (ledger == null || ledger->Current->Next == null || ThreadLedger.Find(ledger, method) == null)
        {
            if (!Prepare(method, slotCount))
                return null;
            ledger = LedgerRegistry.Current;
        }
        var workingSet = WorkingSetReading.AtEntry(ledger);
        var caller = ledger->Current;
        var frame = caller->Next;
        var now = AllocationClock.Now(ledger->Context, out var piece);
        if (caller->Piece != piece)
        {
            now = ExcessCheck.Run(ledger, now);
            if (!caller->State.IsCovered)
                caller->Piece = piece;
        }
        Frame.Clear(frame);
        frame->State.Kind = kind;
        var counters = ThreadLedger.Find(ledger, method);
        counters->Tick = ledger->Tick;
        Begin(ledger, counters, frame, slot, kind, now, piece, workingSet);
        if (CallWatch.IsInUse && method != MethodNumbers.Calibration)
            CallWatch.Opened(frame);
        return frame;
    }

    /// <summary>Makes the ledger, the counters or the frames that are missing; false if nothing is to be recorded.</summary>
    static bool Prepare(int method, int slotCount)
    {
        using var own = OwnWork.Begin();
        try
        {
            var ledger = LedgerRegistry.Current;
            if (ledger == null)
                ledger = LedgerRegistry.Attach();
            if (ledger->Current == ledger->Muted)
                return false;
            if (ThreadLedger.Find(ledger, method) == null)
                ThreadLedger.Add(ledger, method, slotCount);
            if (ledger->Current->Next == null)
                ThreadLedger.AddFrames(ledger);
            return true;
        }
        catch (OutOfMemoryException e)
        {
            MemoryProfilerLog.Write("No native memory for the counters of a call; it is not recorded.", e);
            return false;
        }
    }
}
