using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement;

namespace MemoryProfiler.Probes;

/// <summary>
/// The calls that the weaver writes into <c>[Profile]</c> methods: <see cref="Enter"/>, one <see cref="Line"/> per visible
/// sequence point, <see cref="Exit"/> in a finally. Not meant to be written by hand. None of them throws, takes a lock or
/// allocates on the managed heap on its usual way; bytes come from <see cref="GC.GetAllocatedBytesForCurrentThread"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
public static unsafe class Probe
{
    /// <summary>Tells the profiler of a woven assembly; called once by that assembly's module initializer.</summary>
    /// <param name="map">A type of the woven assembly.</param>
    /// <param name="methodCount">How many of its methods are woven.</param>
    /// <returns>The process-wide number of the assembly's first woven method.</returns>
    /// <remarks>Safe to call from any thread. What it allocates is taken out of every line in progress.</remarks>
    public static int Register(RuntimeTypeHandle map, int methodCount)
    {
        using var own = OwnWork.Begin();
        try
        {
            var first = WovenAssemblies.Add(Type.GetTypeFromHandle(map)!.Assembly, methodCount);
            if (ProfilerSwitch.IsOn)
            {
                WorkingSetTicker.Start();
                ProbeCost.Warm();
            }
            return first;
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write("A woven assembly could not be registered; its methods are not in the report.", e);
            return WovenAssemblies.Calibration;
        }
    }

    /// <summary>Begins an activation of a method on the current thread.</summary>
    /// <param name="method">The method's process-wide number.</param>
    /// <param name="slotCount">How many slots it has, its entry included.</param>
    /// <returns>What <see cref="Line"/> and <see cref="Exit"/> of this activation need; 0 when nothing is recorded.</returns>
    public static nint Enter(int method, int slotCount)
    {
        var frame = Open(method, slotCount, slot: 0, isCall: true);
        if (frame != null)
            frame->Lines->Hits++;
        return (nint)frame;
    }

    /// <summary>Begins an activation of a lambda or local function, which is part of the method around it and no call of it.</summary>
    /// <param name="method">The process-wide number of the method around it.</param>
    /// <param name="slotCount">How many slots that method has.</param>
    /// <param name="slot">The slot of the part's first line.</param>
    /// <returns>As <see cref="Enter"/>.</returns>
    public static nint EnterPart(int method, int slotCount, int slot) =>
        (nint)Open(method, slotCount, slot, isCall: false);

    /// <summary>Ends the running line of an activation and begins another (or the same one anew).</summary>
    /// <param name="activation">What <see cref="Enter"/> returned.</param>
    /// <param name="slot">The slot that begins; 0 is the method's entry.</param>
    public static void Line(nint activation, int slot)
    {
        var frame = (Frame*)activation;
        if (frame == null)
            return;
        Book(frame, AllocationClock.Now());
        frame->Slot = slot;
        frame->Line->Hits++;
    }

    /// <summary>As <see cref="Line"/>, for one of several sequence points on a source line: bytes go to the line's slot, the visit to the point's own.</summary>
    /// <param name="activation">What <see cref="Enter"/> returned.</param>
    /// <param name="slot">The slot of the source line.</param>
    /// <param name="hitSlot">The slot of the sequence point.</param>
    public static void Point(nint activation, int slot, int hitSlot)
    {
        var frame = (Frame*)activation;
        if (frame == null)
            return;
        Book(frame, AllocationClock.Now());
        frame->Slot = slot;
        frame->Lines[hitSlot].Hits++;
    }

    /// <summary>Ends an activation, however its method is left.</summary>
    /// <param name="activation">What <see cref="Enter"/> returned.</param>
    public static void Exit(nint activation)
    {
        var frame = (Frame*)activation;
        if (frame == null)
            return;
        var now = AllocationClock.Now();
        if (frame->Ledger->Current != frame && !CloseAbandoned(frame, now))
            return;
        Close(frame, now);
    }

    static Frame* Open(int method, int slotCount, int slot, bool isCall)
    {
        if (!ProfilerSwitch.IsOn)
            return null;
        var ledger = LedgerRegistry.Current;
        if (ledger == null)
            return OpenFirst(method, slotCount, slot, isCall);
        var counters = ThreadLedger.Find(ledger, method);
        var frame = ledger->Current->Next;
        if (counters == null || frame == null)
            return OpenFirst(method, slotCount, slot, isCall);
        Open(ledger, counters, frame, slot, isCall);
        return frame;
    }

    static void Open(ThreadLedger* ledger, MethodCounters* counters, Frame* frame, int slot, bool isCall)
    {
        var now = AllocationClock.Now();
        ledger->Version++;

        var caller = ledger->Current;
        caller->Line->Bytes += now - caller->Last;
        caller->Last = now;

        frame->Method = counters;
        frame->Lines = counters->Lines;
        frame->Slot = slot;
        frame->IsCall = isCall;
        frame->Start = now;
        frame->Last = now;
        var outer = counters->Running;
        frame->Outer = outer;
        if (outer != null)
        {
            frame->OuterBytes = outer->Line->Bytes - outer->Line->RepeatedBytes;
            frame->OuterIncrement = outer->Line->WorkingSetIncrement - outer->Line->RepeatedIncrement;
        }
        counters->Running = frame;
        WorkingSetReading.Start(frame, caller == ledger->Root, now);

        ledger->Current = frame;
        Volatile.Write(ref ledger->Version, ledger->Version + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Book(Frame* frame, long now)
    {
        var line = frame->Line;
        line->Bytes += now - frame->Last;
        frame->Last = now;
        if (line->Tick != WorkingSetTicker.Tick || now - frame->WorkingSetClock >= WorkingSetReading.ExactAfterBytes)
            WorkingSetReading.Take(frame, line, now);
    }

    static void Close(Frame* frame, long now)
    {
        var ledger = frame->Ledger;
        var method = frame->Method;
        ledger->Version++;

        Book(frame, now);
        var bytes = frame->Last - frame->Start;
        if (frame->IsCall)
            MethodCounters.Finish(method, bytes);
        var outer = frame->Outer;
        if (outer != null)
        {
            method->RepeatedBytes += bytes;
            method->RepeatedIncrement += frame->WorkingSet - frame->WorkingSetStart;
            outer->Line->RepeatedBytes = outer->Line->Bytes - frame->OuterBytes;
            outer->Line->RepeatedIncrement = outer->Line->WorkingSetIncrement - frame->OuterIncrement;
        }
        method->Running = outer;

        var caller = frame->Caller;
        caller->Line->Bytes += bytes;
        caller->Line->CalleeBytes += bytes;
        caller->Last = frame->Last;

        ledger->Current = caller;
        Volatile.Write(ref ledger->Version, ledger->Version + 1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Frame* OpenFirst(int method, int slotCount, int slot, bool isCall)
    {
        using (OwnWork.Begin())
        {
            try
            {
                var ledger = LedgerRegistry.Current;
                if (ledger == null)
                    ledger = LedgerRegistry.Attach();
                if (ledger->Current == ledger->Muted)
                    return null;
                if (ThreadLedger.Find(ledger, method) == null)
                    ThreadLedger.Add(ledger, method, slotCount);
                if (ledger->Current->Next == null)
                    ThreadLedger.AddFrames(ledger);
            }
            catch (OutOfMemoryException e)
            {
                MemoryProfilerLog.Write("No native memory for the counters of a call; it is not recorded.", e);
                return null;
            }
        }
        var own = LedgerRegistry.Current;
        var frame = own->Current->Next;
        Open(own, ThreadLedger.Find(own, method), frame, slot, isCall);
        return frame;
    }

    /// <summary>Closes what callees left open; false if the activation itself is not open any more.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static bool CloseAbandoned(Frame* frame, long now)
    {
        var ledger = frame->Ledger;
        var open = ledger->Current;
        while (open != frame && open != ledger->Root)
            open = open->Caller;
        if (open != frame)
            return false;
        while (ledger->Current != frame)
            Close(ledger->Current, now);
        return true;
    }
}
