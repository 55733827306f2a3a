using MemoryProfiler.Benchmarks.Results;

namespace MemoryProfiler.Benchmarks.Sections;

/// <summary>What the counters of one more thread take.</summary>
static class LedgerMemory
{
    /// <summary>Measures and makes the table; to be called before any thread that ran profiled code has ended, as the next one continues with its counters.</summary>
    public static ResultTable Measure()
    {
        var (one, eight, forty) = Builds.Slots();
        var bytes = new List<long> { Now() };
        var thread = new Thread(() =>
        {
            foreach (var work in new[] { one, eight, forty })
            {
                work();
                bytes.Add(Now());
            }
        });
        thread.Start();
        thread.Join();
        var perSlot = (bytes[3] - bytes[2] - (bytes[2] - bytes[1])) / 32.0;
        return new ResultTable(
            "Memory of the counters",
            "Native memory, from the cost that a report itself gives, on a thread that has not run profiled code before. A slot is a place in a line that the debugger can stop at.",
            ["what", "bytes"],
            [
                new Row(["a thread's first profiled method, of one line", Invariant($"{bytes[1] - bytes[0]:#,0}")], bytes[1] - bytes[0]),
                new Row(["each slot of a method that the thread has called", Invariant($"{perSlot:#,0.#}")], perSlot),
            ]);
    }

    static long Now() => MemoryReport.Capture().Cost.LedgerBytes;
}
