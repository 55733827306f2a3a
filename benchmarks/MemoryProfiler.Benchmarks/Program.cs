using System.Runtime;
using System.Runtime.InteropServices;
using MemoryProfiler;
using MemoryProfiler.Benchmarks;
using MemoryProfiler.Benchmarks.Harness;
using MemoryProfiler.Benchmarks.Results;
using MemoryProfiler.Benchmarks.Sections;
using MemoryProfiler.Benchmarks.Weaving;

var isSmoke = args.Contains("--smoke");
var effort = isSmoke ? Effort.Smoke : Effort.Full;
if (args.Contains(DisabledProcess.Argument))
{
    DisabledProcess.Answer(effort);
    return;
}

// Before any thread that ran profiled code has ended.
var ledger = LedgerMemory.Measure();
ResultTable[] tables =
[
    Say(ProbeKinds.Measure(effort)),
    Say(WholePrograms.Release(effort)),
    Say(WholePrograms.Debug(effort)),
    Say(WholePrograms.Disabled(DisabledProcess.Ask(effort))),
    Say(OtherWays.Measure(effort)),
    Say(PythonPeer.Measure(effort)),
    Say(Threads.Measure(effort)),
    Say(ledger),
    Say(WeavingTime.Measure(Repository.Folder, effort)),
];

var missed = tables.Sum(table => table.Rows.Count(row => row.IsMissed));
Console.WriteLine(missed == 0 ? "\nAll goals are reached." : $"\n{missed} goals are not reached.");
if (isSmoke)
    return;
var file = args.FirstOrDefault() ?? Path.Combine(Repository.Folder, "docs", "benchmarks.md");
File.WriteAllText(file, Markdown.Write(Introduction(), tables));

static ResultTable Say(ResultTable table)
{
    Console.WriteLine(Markdown.Write(table));
    return table;
}

static string Introduction() => $"""
    # Benchmarks

    What the profiler costs, as ratios: what is compared ran in turns, in many short batches of one process, and the best
    batches count, as other work on the machine disturbed them least. A quarter of the rounds were below the spread that is
    given, and a quarter above. Times of one run differ from those of another by a quarter and more; ratios hold.

    ```
    dotnet run -c Release --project benchmarks/MemoryProfiler.Benchmarks
    ```

    Measured on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors, {(GCSettings.IsServerGC ? "server" : "workstation")} garbage collector,
    with the runtime's default settings. Allocated bytes were read {(MemoryReport.Capture().Cost.Clock == AllocationClockKind.Direct ? "directly from the thread's allocation context" : "by GC.GetAllocatedBytesForCurrentThread()")}.

    Instructions are not counted: INSTRUCTIONS
    """;
