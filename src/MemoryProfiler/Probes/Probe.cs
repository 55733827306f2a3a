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
        if (!ProfilerSwitch.IsOn)
            return 0;
        var ledger = LedgerRegistry.Current;
        if (ledger == null)
            return EnterFirst(method, slotCount);
        var counters = ThreadLedger.Find(ledger, method);
        var frame = ledger->Current->Next;
        if (counters == null || frame == null)
            return EnterFirst(method, slotCount);
        return Open(ledger, counters, frame);
    }

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

    static nint Open(ThreadLedger* ledger, MethodCounters* counters, Frame* frame)
    {
        var now = AllocationClock.Now();
        ledger->Version++;

        var caller = ledger->Current;
        caller->Line->Bytes += now - caller->Last;
        caller->Last = now;

        frame->Method = counters;
        frame->Lines = counters->Lines;
        frame->Slot = 0;
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
        counters->Lines->Hits++;
        WorkingSetReading.Start(frame, caller == ledger->Root, now);

        ledger->Current = frame;
        Volatile.Write(ref ledger->Version, ledger->Version + 1);
        return (nint)frame;
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
    static nint EnterFirst(int method, int slotCount)
    {
        using (OwnWork.Begin())
        {
            try
            {
                var ledger = LedgerRegistry.Current;
                if (ledger == null)
                    ledger = LedgerRegistry.Attach();
                if (ledger->Current == ledger->Muted)
                    return 0;
                if (ThreadLedger.Find(ledger, method) == null)
                    ThreadLedger.Add(ledger, method, slotCount);
                if (ledger->Current->Next == null)
                    ThreadLedger.AddFrames(ledger);
            }
            catch (OutOfMemoryException e)
            {
                MemoryProfilerLog.Write("No native memory for the counters of a call; it is not recorded.", e);
                return 0;
            }
        }
        var own = LedgerRegistry.Current;
        return Open(own, ThreadLedger.Find(own, method), own->Current->Next);
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
