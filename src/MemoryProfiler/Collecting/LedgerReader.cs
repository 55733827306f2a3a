using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.Counters;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes;
using MemoryProfiler.Probes.Activations;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Collecting;

/// <summary>
/// Reads one thread's ledger as if every open activation ended now, in a copy: the owner may be running. Only a reset writes,
/// in <see cref="MixRunning"/>. What an end does is what <see cref="SlowActivation"/> and <see cref="Activation"/> do.
/// </summary>
static unsafe class LedgerReader
{
    const int Attempts = 20;

    /// <summary>Totals by method number. Call under the registry's lock.</summary>
    /// <param name="ledger">The ledger to read.</param>
    /// <param name="now">
    /// The owner's clock if the owner is the caller. It is null if the owner is another thread, whose frames then end at
    /// its last probe.
    /// </param>
    public static Dictionary<int, MethodTotals> Read(ThreadLedger* ledger, long? now)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var version = Volatile.Read(ref ledger->Version);
            if ((version & 1) != 0 || ThreadLedger.IsLeaving(ledger))
            {
                Thread.SpinWait(20);
                continue;
            }
            var innermost = Volatile.Read(ref *(nint*)&ledger->Current);
            var totals = Copy(ledger);
            var frames = OpenFrames(ledger, out var lastCounted);
            // What has begun meanwhile, perhaps for the first time, is not in the counters.
            var isAtRest = !ThreadLedger.IsLeaving(ledger) && Volatile.Read(ref ledger->Version) == version
                && Volatile.Read(ref *(nint*)&ledger->Current) == innermost;
            if (isAtRest && frames.TrueForAll(frame => IsCounted(frame, totals)))
            {
                EndFrames(frames, totals, now ?? lastCounted, isPartial: now is null);
                AddActivations(ledger, totals, version, frames.Count);
                return totals;
            }
        }
        // A thread too busy to be met between two calls: its counters alone, the running lines marked.
        var counted = Copy(ledger);
        var open = OpenFrames(ledger, out _);
        MarkPartial(open, counted);
        AddActivations(ledger, counted, Volatile.Read(ref ledger->Version), open.Count);
        return counted;
    }

    /// <summary>Counts under the profiler's own number what the thread has run, without the runs by which the profiler times itself.</summary>
    static void AddActivations(ThreadLedger* ledger, Dictionary<int, MethodTotals> totals, long version, int open)
    {
        if (!totals.TryGetValue(MethodIds.Calibration, out var own))
            totals.Add(MethodIds.Calibration, own = new MethodTotals(ProbeCost.SlotCount));
        var ended = (version / 2) - ledger->Corrections;
        own.Activations = new Activations(ended + open + ledger->NeverEnded, ended, ledger->SlowEnds);
    }

    /// <summary>Gives up telling the visits of lines that are running: a first one would begin in their middle. Safe while the owner runs.</summary>
    public static void MixRunning(ThreadLedger* ledger)
    {
        foreach (var frame in OpenFrames(ledger, out _))
        {
            // Read while the owner goes on, a frame may be half one method's and half another's.
            if ((uint)frame.Slot < (uint)frame.Method->LineCount)
                MethodCounters.Visits(frame.Method)[frame.Slot].IsMixed = true;
        }
    }

    static Dictionary<int, MethodTotals> Copy(ThreadLedger* ledger)
    {
        var totals = new Dictionary<int, MethodTotals>();
        MethodTable.ForEach(&ledger->Methods, counters => totals.Add(((MethodCounters*)counters)->Method, Copy((MethodCounters*)counters)));
        return totals;
    }

    static MethodTotals Copy(MethodCounters* method)
    {
        // Before the lines, which contain it: a running owner can never make a difference negative.
        var totals = new MethodTotals(method->LineCount)
        {
            RepeatedBytes = Volatile.Read(ref method->RepeatedBytes),
            RepeatedIncrement = method->RepeatedIncrement,
            OutsideBytes = Volatile.Read(ref method->OutsideBytes),
            Failures = method->Failures,
            Finished = MethodCounters.Extremes(method),
        };
        for (var i = 0; i < method->LineCount; i++)
        {
            var line = MethodCounters.Lines(method) + i;
            ref var copy = ref totals.Lines[i];
            copy.Sums = LineSums.Read(&line->Sums);
            copy.ColdVisits = CodeAge.IsCold ? copy.Visits : Math.Min(copy.Visits, MethodCounters.Visits(method)[i].ColdVisits);
            CopyVisits(method, i, ref copy);
            copy.WorkingSetMax = line->Epoch == SampledMemory.Epoch ? line->WorkingSetMax : 0;
        }
        // After the bytes that they mark.
        var excess = (long*)Volatile.Read(ref *(nint*)&method->Excess);
        for (var i = 0; excess != null && i < method->LineCount; i++)
            totals.Lines[i].Excess = Volatile.Read(ref excess[i]);
        return totals;
    }

    static void CopyVisits(MethodCounters* method, int slot, ref LineTotals copy)
    {
        var visits = MethodCounters.Visits(method) + slot;
        // The sums of a line that ran inside itself are right, but no visit's part of them can be told.
        copy.IsMixed = visits->IsMixed || copy.RepeatedBytes != 0;
        if (visits->Order <= LedgerRegistry.OrderAtReset || visits->FirstBookings == 0)
            return;
        copy.FirstOrder = visits->Order;
        copy.FirstBytes = visits->FirstBytes;
        var start = VisitSnapshots.Base(method, slot, visits->AtFirst, copy.Visits);
        copy.Later = new VisitCount { Visits = copy.Visits - start.Visits, Bytes = copy.Bytes - start.Bytes };
    }

    /// <summary>Copies of the open frames, innermost first, and the clock of their last probe.</summary>
    static List<Frame> OpenFrames(ThreadLedger* ledger, out long lastCounted)
    {
        var frames = new List<Frame>();
        var innermost = ledger->Current;
        lastCounted = Frame.LastCounted(innermost == ledger->Suppressed ? innermost->Caller : innermost);
        for (var frame = innermost; frame != ledger->Root && frame != null; frame = frame->Caller)
        {
            if (frame == ledger->Suppressed)
                continue;
            frames.Add(*frame);
            // Not the innermost one's alone: lines inside a scope go on in the frame below it.
            lastCounted = Math.Max(lastCounted, frame->Last);
        }
        return frames;
    }

    /// <summary>What <c>Probe.Exit</c> would do to each frame, done to the copies.</summary>
    static void EndFrames(List<Frame> frames, Dictionary<int, MethodTotals> totals, long end, bool isPartial)
    {
        if (frames.Count == 0)
            return;
        Line(frames[0], totals).Bytes += end - frames[0].Last;
        for (var i = 0; i < frames.Count; i++)
        {
            var frame = frames[i];
            var method = totals[frame.Method->Method];
            var bytes = end - frame.Start;
            if (frame.State.IsLost && !frame.State.IsInsideItself)
                method.OutsideBytes += bytes;
            ref var running = ref Line(frame, totals);
            running.IsPartial |= isPartial;
            // Its visit is counted, its bytes are not all there.
            if (running.Later.Visits > 0)
                running.Later.Visits--;
            if (frame.State.IsWholeCall)
            {
                var all = bytes + (frame.Call == null ? 0 : LogicalCall.Bytes(frame.Call));
                method.Running = MethodTotals.Widen(method.Running, (all, all));
            }
            if (frame.Outer != null)
            {
                method.RepeatedBytes += bytes;
                method.RepeatedIncrement += frame.WorkingSet - frame.WorkingSetStart;
                var outerSlot = frame.Outer->Slot;
                if (IsSlot(outerSlot, method))
                {
                    ref var outerLine = ref method.Lines[outerSlot];
                    outerLine.RepeatedBytes = outerLine.Bytes - frame.OuterBytes;
                    outerLine.RepeatedIncrement = outerLine.WorkingSetIncrement - frame.OuterIncrement;
                }
            }
            if (i + 1 < frames.Count)
            {
                ref var caller = ref Line(frames[i + 1], totals);
                var booked = frames[i + 1].Last;
                caller.Bytes += end - booked;
                caller.CalleeBytes += end - Math.Max(frame.Start, booked);
            }
        }
    }

    static void MarkPartial(List<Frame> frames, Dictionary<int, MethodTotals> totals)
    {
        foreach (var frame in frames)
        {
            if (IsCounted(frame, totals))
                Line(frame, totals).IsPartial = true;
        }
    }

    static bool IsCounted(in Frame frame, Dictionary<int, MethodTotals> totals) =>
        totals.TryGetValue(frame.Method->Method, out var method) && IsSlot(frame.Slot, method);

    // A frame that is not a copy made at rest may be another method's by now.
    static bool IsSlot(int slot, MethodTotals method) => (uint)slot < (uint)method.Lines.Length;

    static ref LineTotals Line(in Frame frame, Dictionary<int, MethodTotals> totals) =>
        ref totals[frame.Method->Method].Lines[frame.Slot];
}
