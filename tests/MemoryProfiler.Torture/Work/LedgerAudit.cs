using MemoryProfiler.Collecting;
using MemoryProfiler.Ledger;
using MemoryProfiler.Methods;
using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Reports;

namespace MemoryProfiler.Torture.Work;

/// <summary>Looks for what can never be right: a figure below zero, an activation still open after the work, an impossible report.</summary>
static unsafe class LedgerAudit
{
    const int MostNotes = 20;

    /// <summary>Reads all ledgers, summed over threads; call when no profiled code runs.</summary>
    public static WorkOutcome Take(string hash, long length)
    {
        var names = Names();
        var notes = new List<string>();
        var sums = new Dictionary<int, MethodTotals>();
        var open = 0;
        lock (LedgerRegistry.Gate)
        {
            LedgerRegistry.ForEach(address =>
            {
                var ledger = (ThreadLedger*)address;
                for (var frame = ledger->Current; frame != ledger->Root; frame = frame->Caller)
                {
                    open++;
                    notes.Add($"open: {Name(frame->Method->Method)}");
                }
                foreach (var (method, totals) in LedgerReader.Read(ledger, now: null))
                {
                    if (sums.TryGetValue(method, out var sum))
                        sum.Add(totals);
                    else
                        sums.Add(method, totals);
                }
            });
        }
        sums.Remove(MethodIds.Calibration);
        var negative = 0;
        long visits = 0;
        foreach (var (method, totals) in sums)
        {
            visits += totals.Lines.Sum(line => line.Visits);
            foreach (var line in totals.Lines)
            {
                if (line.Bytes >= 0 && line.Bytes - line.CalleeBytes >= 0 && line.Bytes - line.RepeatedBytes >= 0)
                    continue;
                negative++;
                notes.Add($"negative: {Name(method)}: {line.Bytes} with callees' {line.CalleeBytes}, repeated {line.RepeatedBytes}");
            }
            if (totals.Lines.Sum(line => line.Bytes) - totals.RepeatedBytes < 0)
            {
                negative++;
                notes.Add($"negative: {Name(method)} as a whole");
            }
        }
        var faults = ReportAudit.Faults(MemoryReport.Capture()).ToList();
        notes.AddRange(faults);
        var called = sums.Values.Count(totals => totals.Lines[0].Visits > 0);
        return new WorkOutcome(hash, length, WovenAssemblies.All().Length, called, visits, negative, open, faults.Count, [.. notes.Take(MostNotes)]);

        string Name(int method) => names.TryGetValue(method, out var name) ? name : $"method {method}";
    }

    static Dictionary<int, string> Names()
    {
        var names = new Dictionary<int, string>();
        foreach (var woven in WovenAssemblies.All())
        {
            var methods = MethodMap.Read(woven.Assembly!).Methods;
            for (var i = 0; i < methods.Length; i++)
                names[woven.FirstMethod + i] = methods[i].FullName;
        }
        return names;
    }
}
