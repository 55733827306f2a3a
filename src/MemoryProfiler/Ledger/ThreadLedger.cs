using MemoryProfiler.Copies;
using MemoryProfiler.Ledger.Counters;
using MemoryProfiler.Ledger.Marks;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Measurement.Collections;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Ledger;

/// <summary>
/// One thread's books, in native memory. They are the counter tables of the methods it has called and the frames of those
/// it is in. Only the owning thread writes counts and bytes, without a lock; a report reads. Other threads write three
/// things that the owner never relies on. A reset notes that a first visit is mixed. A change of the clock sets each
/// frame's context. A scope that is ended elsewhere is marked so. A ledger is never freed. When its thread has died the
/// next new thread continues it, so totals are the sum over all ledgers whoever wrote them.
/// </summary>
unsafe struct ThreadLedger
{
    const int FirstFrames = 16;
    const int ReadAttempts = 20;

    /// <summary>The counters of the methods that the owner has called. First of all fields: a probe looks up in it what it needs without computing its address.</summary>
    public MethodTable Methods;

    /// <summary>The innermost open activation; <see cref="Root"/> if none.</summary>
    public Frame* Current;

    /// <summary>A frame that stands for all code outside profiled methods, so that no probe asks whether it has a caller.</summary>
    public Frame* Root;

    /// <summary>
    /// Stands in for <see cref="Current"/> while the profiler runs code of the user's. It has no next frame, which sends
    /// Enter to its slow path.
    /// </summary>
    public Frame* Suppressed;

    /// <summary>
    /// Odd while the owner leaves a method the slow path, and two more each time it leaves one the fast path. A report
    /// reads again until it meets the same even number twice.
    /// </summary>
    /// <remarks>Half of it, less <see cref="Corrections"/>, is how many activations have ended in this ledger, whoever owned it.</remarks>
    public long Version;

    /// <summary>How often <see cref="Version"/> has moved by two for something else than an end.</summary>
    public long Corrections;

    /// <summary>How many activations ended the slow path.</summary>
    public long SlowEnds;

    /// <summary>Whether it is for what assertions call, which no report of the program has.</summary>
    public bool IsAsserted;

    /// <summary>How many activations were still open when their thread died.</summary>
    public long NeverEnded;

    /// <summary>The owner's clock at the last reset, less <see cref="OwnBytes"/> of then.</summary>
    public long ResetAt;

    /// <summary>The tick of this thread's last entry that took notice of one. Outermost entries do, and any while the sampler runs.</summary>
    public int Tick;

    /// <summary>The innermost open frame of whose end the follower of calls is told besides that of its call, or null.</summary>
    public Frame* WatchedFrame;

    /// <summary>What the profiler itself allocated on this thread and took out again.</summary>
    public long OwnBytes;

    /// <summary>The clock, less <see cref="OwnBytes"/> of then, at the entry of the counted call that an exception left last.</summary>
    public long FailedFrom;

    /// <summary>What that call has allocated.</summary>
    public long FailedBytes;

    /// <summary>How many objects with state machines were found new in profiled builders of tasks.</summary>
    public long MadeBoxes;

    /// <summary>Whether the profiler is at work on this thread; what it allocates is not taken out before its end.</summary>
    public bool IsOwnWork;

    /// <summary>The clock when that began, less <see cref="OwnBytes"/> of then.</summary>
    public long OwnWorkStart;

    /// <summary>Where the runtime counts the owner's bytes.</summary>
    public AllocationContext* Context;

    /// <summary>What the owner knows of background collections.</summary>
    public BackgroundWatch Watch;

    /// <summary>Lines that were marked and may turn out to be exact.</summary>
    public PhantomSuspect Suspect;

    /// <summary>Logical calls that the owner keeps for itself.</summary>
    public LogicalCall* FreeCalls;

    /// <summary>How many those are.</summary>
    public int FreeCallCount;

    /// <summary>How many scopes were begun in this ledger, whoever owned it.</summary>
    public long ScopeCount;

    /// <summary>How many frames are linked, in use or not.</summary>
    public int FrameCount;

    /// <summary>Native bytes this ledger holds.</summary>
    public long Size;

    /// <summary>When the owner left which line, if types are asked for; null before the first mark.</summary>
    public LineMarks* Marks;

    /// <summary>The limit of the owner's quantum at the last mark.</summary>
    public nint MarkedLimit;

    /// <summary>By how much the owner's clock was ahead of where its next object went, at the last mark.</summary>
    public long MarkedOffset;

    /// <summary>The owner's clock at the last mark.</summary>
    public long MarkedAt;

    /// <summary>The operating system's number of the owner, if types are asked for; 0 if it is not known.</summary>
    public ulong ThreadId;

    public static ThreadLedger* Create()
    {
        var ledger = (ThreadLedger*)OwnMemory.Zeroed(sizeof(ThreadLedger));
        ledger->Size = sizeof(ThreadLedger);
        MethodTable.Create(&ledger->Methods);
        ledger->Context = AllocationContext.Unknown;
        ledger->Root = NewFrames(ledger, FirstFrames);
        ledger->Root->Line = (LineCounters*)Allocate(ledger, sizeof(LineCounters));
        ledger->Current = ledger->Root;
        ledger->Suppressed = (Frame*)Allocate(ledger, sizeof(Frame));
        Frame.SetNext(ledger->Suppressed, null);
        ledger->Suppressed->Context = ledger->Context;
        // A scope that suppressed code enters books what ran before it.
        ledger->Suppressed->Line = ledger->Root->Line;
        ledger->Suppressed->Ledger = ledger;
        return ledger;
    }

    /// <summary>The counters of a method, or null if this thread has not called it yet.</summary>
    public static MethodCounters* Find(ThreadLedger* ledger, int method)
    {
        var counters = MethodTable.Find(&ledger->Methods, method);
        return counters == MethodCounters.Missing ? null : counters;
    }

    /// <summary>The counters of a method, made if this thread has none yet.</summary>
    public static MethodCounters* FindOrAdd(ThreadLedger* ledger, int method, int lineCount)
    {
        var counters = Find(ledger, method);
        return counters == null ? Add(ledger, method, lineCount) : counters;
    }

    /// <summary>Makes the counters of a method this thread calls for the first time.</summary>
    public static MethodCounters* Add(ThreadLedger* ledger, int method, int lineCount)
    {
        var counters = (MethodCounters*)Allocate(ledger, MethodCounters.SizeOf(lineCount));
        counters->Method = method;
        counters->LineCount = lineCount;
        ledger->Size += MethodTable.Add(&ledger->Methods, counters);
        return counters;
    }

    /// <summary>Makes room to mark lines of a method.</summary>
    public static void AddPhantoms(ThreadLedger* ledger, MethodCounters* method)
    {
        var excess = (nint)Allocate(ledger, method->LineCount * sizeof(long));
        // A report sees either none or zeroed ones.
        Volatile.Write(ref *(nint*)&method->Excess, excess);
    }

    /// <summary>Links as many frames again behind the innermost one, for a call deeper than any before on this thread.</summary>
    public static void AddFrames(ThreadLedger* ledger)
    {
        var frames = NewFrames(ledger, ledger->FrameCount);
        frames->Caller = ledger->Current;
        Frame.SetNext(ledger->Current, frames);
    }

    /// <summary>Says where the owner's bytes are read from now on.</summary>
    public static void UseContext(ThreadLedger* ledger, AllocationContext* context)
    {
        ledger->Context = context;
        for (var frame = ledger->Root; frame != null; frame = frame->Next)
            frame->Context = context;
    }

    static Frame* NewFrames(ThreadLedger* ledger, int count)
    {
        var frames = (Frame*)Allocate(ledger, (nint)count * sizeof(Frame));
        ledger->FrameCount += count;
        for (var i = 0; i < count; i++)
        {
            frames[i].Ledger = ledger;
            frames[i].Context = ledger->Context;
            Frame.SetNext(frames + i, i + 1 < count ? frames + i + 1 : null);
            frames[i].Caller = i > 0 ? frames + i - 1 : null;
        }
        return frames;
    }

    /// <summary>Moves every open frame's clock past bytes that the profiler itself allocated.</summary>
    public static void TakeOut(ThreadLedger* ledger, long bytes)
    {
        if (bytes == 0)
            return;
        ledger->OwnBytes += bytes;
        for (var frame = ledger->Current; frame != null; frame = frame->Caller)
        {
            frame->Start += bytes;
            frame->Last += bytes;
        }
        // The callee that ended last says where its caller last counted, and what it counted is still to be asked for.
        var callee = LastCallee(ledger);
        if (callee != null)
        {
            callee->Start += bytes;
            callee->Last += bytes;
        }
    }

    /// <summary>The frame that the innermost activation's last callee had, if there is one.</summary>
    public static Frame* LastCallee(ThreadLedger* ledger) =>
        (ledger->Current == ledger->Suppressed ? ledger->Suppressed->Caller : ledger->Current)->Next;

    /// <summary>
    /// Whether the owner is about to leave its innermost activation by the fast path. That first makes another activation
    /// the running one.
    /// </summary>
    public static bool IsLeaving(ThreadLedger* ledger)
    {
        var innermost = (Frame*)Volatile.Read(ref *(nint*)&ledger->Current);
        var method = (MethodCounters*)Volatile.Read(ref *(nint*)&innermost->Method);
        return method != null && (Frame*)Volatile.Read(ref *(nint*)&method->Running) != innermost;
    }

    /// <summary>
    /// What the owner, another thread, has allocated up to its last probe in open lines of a call that were put back
    /// there. It is 0 if the owner is too busy to tell.
    /// </summary>
    public static long RunningBytes(ThreadLedger* ledger, LogicalCall* call)
    {
        for (var attempt = 0; attempt < ReadAttempts; attempt++)
        {
            var version = Volatile.Read(ref ledger->Version);
            if ((version & 1) == 0 && !IsLeaving(ledger))
            {
                var bytes = BytesOfLines(ledger, call);
                if (!IsLeaving(ledger) && Volatile.Read(ref ledger->Version) == version)
                    return bytes;
            }
            Thread.SpinWait(20);
        }
        return 0;
    }

    static long BytesOfLines(ThreadLedger* ledger, LogicalCall* call)
    {
        var innermost = ledger->Current;
        if (innermost == ledger->Suppressed)
            innermost = innermost->Caller;
        var last = Frame.LastCounted(innermost);
        long bytes = 0;
        for (var frame = innermost; frame != ledger->Root && frame != null; frame = frame->Caller)
        {
            last = Math.Max(last, frame->Last);
            if (frame->State.Kind == FrameKind.Caller && frame->Call == call && !frame->State.IsInsideItself)
                bytes += Math.Max(0, last - frame->Start - frame->Given);
        }
        return bytes;
    }

    /// <summary>Stops recording on the owner's thread until <see cref="Resume"/>; a profiled writer must not be charged to the line that prints.</summary>
    public static void Suppress(ThreadLedger* ledger)
    {
        ledger->Suppressed->Caller = ledger->Current;
        ledger->Current = ledger->Suppressed;
    }

    /// <summary>Goes on recording.</summary>
    public static void Resume(ThreadLedger* ledger) => ledger->Current = ledger->Suppressed->Caller;

    /// <summary>Notes the moment of a reset. Safe while the owner runs.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="now">The owner's clock if the owner asks, else null: bytes up to its last probe are those before the reset.</param>
    public static void NoteReset(ThreadLedger* ledger, long? now)
    {
        var innermost = ledger->Current == ledger->Suppressed ? ledger->Suppressed->Caller : ledger->Current;
        ledger->ResetAt = (now ?? Frame.LastCounted(innermost)) - ledger->OwnBytes;
    }

    /// <summary>Whether an activation had allocated something before the last reset, so that its bytes are no call's of after it.</summary>
    public static bool BeganBeforeReset(Frame* frame) => frame->Start - frame->Ledger->OwnBytes < frame->Ledger->ResetAt;

    /// <summary>Makes a dead thread's ledger ready for a new owner: frames it never closed are forgotten, counts are kept.</summary>
    public static void Renew(ThreadLedger* ledger)
    {
        for (var frame = ledger->Current; frame != ledger->Root; frame = frame->Caller)
        {
            if (frame == ledger->Suppressed)
                continue;
            ledger->NeverEnded++;
            frame->Method->Running = null;
            // Nobody would ever end it; what it waits for may be alive.
            if (frame->Call != null)
                LogicalCall.EndHandOuts(frame->Call);
            frame->Call = null;
        }
        ledger->Current = ledger->Root;
        // Its clock was another thread's.
        for (var frame = ledger->Root; frame != null; frame = frame->Next)
            frame->Last = 0;
        // Nor was its allocation quantum this thread's.
        ledger->Root->Quantum = Frame.NoQuantum;
        // Even again, and none of the ends forgotten.
        ledger->Version &= ~1;
        ledger->Tick = 0;
        Frame.SetStackAddress(ledger->Root, 0);
        ledger->WatchedFrame = null;
        ledger->OwnBytes = 0;
        ledger->FailedFrom = 0;
        ledger->FailedBytes = 0;
        ledger->ResetAt = 0;
        ledger->IsOwnWork = false;
        ledger->Suspect.Forget();
    }

    static void* Allocate(ThreadLedger* ledger, nint bytes)
    {
        var block = OwnMemory.ZeroedLines(bytes);
        ledger->Size += bytes;
        return block;
    }
}
