using MemoryProfiler.Ledger;

namespace MemoryProfiler.Collecting;

/// <summary>
/// Reads one thread's ledger as if every open activation ended now, without writing to it: the owner may be running.
/// </summary>
static unsafe class LedgerReader
{
    const int Attempts = 20;

    /// <summary>Totals by method number. Call under the registry's lock.</summary>
    /// <param name="ledger">The ledger to read.</param>
    /// <param name="now">The owner's clock if the owner is the caller; null if it is another thread, whose frames then end at its last probe.</param>
    public static Dictionary<int, MethodTotals> Read(ThreadLedger* ledger, long? now)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var version = Volatile.Read(ref ledger->Version);
            if ((version & 1) != 0)
            {
                Thread.SpinWait(20);
                continue;
            }
            var totals = Copy(ledger);
            var frames = OpenFrames(ledger);
            if (Volatile.Read(ref ledger->Version) == version)
            {
                EndFrames(frames, totals, now);
                return totals;
            }
        }
        // A thread too busy to be met between two calls: its counters alone, the running lines marked.
        var counted = Copy(ledger);
        MarkPartial(OpenFrames(ledger), counted);
        return counted;
    }

    static Dictionary<int, MethodTotals> Copy(ThreadLedger* ledger)
    {
        var totals = new Dictionary<int, MethodTotals>();
        ThreadLedger.ForEach(ledger, counters => totals.Add(((MethodCounters*)counters)->Method, Copy((MethodCounters*)counters)));
        return totals;
    }

    static MethodTotals Copy(MethodCounters* method)
    {
        // Parts are read before the sums that contain them, so that a running owner can never make a difference negative.
        var totals = new MethodTotals(method->LineCount)
        {
            RepeatedBytes = Volatile.Read(ref method->RepeatedBytes),
            RepeatedIncrement = method->RepeatedIncrement,
            Finished = method->Epoch == LedgerRegistry.Epoch ? (method->MinBytes, method->MaxBytes) : null,
        };
        for (var i = 0; i < method->LineCount; i++)
        {
            var line = method->Lines + i;
            ref var copy = ref totals.Lines[i];
            copy.CalleeBytes = Volatile.Read(ref line->CalleeBytes);
            copy.RepeatedBytes = Volatile.Read(ref line->RepeatedBytes);
            copy.RepeatedIncrement = Volatile.Read(ref line->RepeatedIncrement);
            copy.Bytes = Volatile.Read(ref line->Bytes);
            copy.WorkingSetIncrement = line->WorkingSetIncrement;
            copy.Hits = line->Hits;
            copy.WorkingSetMax = line->Epoch == LedgerRegistry.Epoch ? line->WorkingSetMax : 0;
        }
        return totals;
    }

    /// <summary>Copies of the open frames, innermost first.</summary>
    static List<Frame> OpenFrames(ThreadLedger* ledger)
    {
        var frames = new List<Frame>();
        for (var frame = ledger->Current; frame != ledger->Root && frame != null; frame = frame->Caller)
        {
            if (frame != ledger->Muted)
                frames.Add(*frame);
        }
        return frames;
    }

    /// <summary>What <c>Probe.Exit</c> would do to each frame, done to the copies.</summary>
    static void EndFrames(List<Frame> frames, Dictionary<int, MethodTotals> totals, long? now)
    {
        if (frames.Count == 0)
            return;
        // Not the innermost frame's: lines inside a scope go on in the frame below it.
        var end = now ?? frames.Max(frame => frame.Last);
        Line(frames[0], totals).Bytes += end - frames[0].Last;
        for (var i = 0; i < frames.Count; i++)
        {
            var frame = frames[i];
            var method = totals[frame.Method->Method];
            var bytes = end - frame.Start;
            Line(frame, totals).IsPartial |= now is null;
            if (frame is { IsCall: true, Kind: FrameKind.Whole or FrameKind.Scope })
                method.Running = MethodTotals.Widen(method.Running, (bytes, bytes));
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
                var unbooked = end - frames[i + 1].Last;
                caller.Bytes += unbooked;
                caller.CalleeBytes += unbooked;
            }
        }
    }

    static void MarkPartial(List<Frame> frames, Dictionary<int, MethodTotals> totals)
    {
        foreach (var frame in frames)
        {
            if (totals.TryGetValue(frame.Method->Method, out var method) && IsSlot(frame.Slot, method))
                method.Lines[frame.Slot].IsPartial = true;
        }
    }

    // A frame that is not a copy made at rest may be another method's by now.
    static bool IsSlot(int slot, MethodTotals method) => (uint)slot < (uint)method.Lines.Length;

    static ref LineTotals Line(in Frame frame, Dictionary<int, MethodTotals> totals) =>
        ref totals[frame.Method->Method].Lines[frame.Slot];
}
