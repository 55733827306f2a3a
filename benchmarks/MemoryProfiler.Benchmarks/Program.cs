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

if (args.Contains(SpinningProcess.Argument))
{
    SpinningProcess.Answer();
    return;
}

// The counters' memory first: a thread continues with those of one that has ended.
(string Name, Func<ResultTable> Measure)[] sections =
[
    ("memory", LedgerMemory.Measure),
    ("probes", () => ProbeKinds.Measure(effort)),
    ("lines", () => ManyLines.Measure(effort)),
    ("programs", () => WholePrograms.Release(effort)),
    ("debug", () => WholePrograms.Debug(effort)),
    ("off", () => WholePrograms.Disabled(DisabledProcess.Ask(effort))),
    ("ways", () => OtherWays.Measure(effort)),
    ("python", () => PythonPeer.Measure(effort)),
    ("threads", () => Threads.Measure(effort)),
    ("rules", () => IdleRules.Measure(effort)),
    ("telemetry", () => IdleTelemetry.Measure(effort)),
    ("recording", () => Recording.Measure(effort)),
    ("weaving", () => WeavingTime.Measure(Repository.Folder, effort)),
];
var names = args.Where(argument => sections.Any(section => section.Name == argument)).ToArray();
// Builds take as long as all the rest: on request.
var tables = sections.Where(section => names.Length == 0 ? section.Name != "weaving" : names.Contains(section.Name)).Select(section => Say(section.Measure())).ToList();

var missed = tables.Sum(table => table.Rows.Count(row => row.IsMissed));
Console.WriteLine(missed == 0 ? "\nAll goals are reached." : $"\nGoals not reached: {missed}.");
var file = args.FirstOrDefault(argument => argument.EndsWith(".md", StringComparison.Ordinal));
if (file is null && !isSmoke && names.Length == 0)
    file = Path.Combine(Repository.Folder, "docs", "benchmarks.md");
if (file is not null)
    File.WriteAllText(file, Markdown.Write(Introduction(), tables));

static ResultTable Say(ResultTable table)
{
    Console.WriteLine(Markdown.Write(table));
    return table;
}

static string Introduction() => $"""
    # Benchmarks

    What the profiler costs, as ratios: what is compared ran in turns, in many short batches of one process. The figure is
    the median of the rounds' ratios; a quarter of the rounds were below the spread that is given, and a quarter above. "Best
    ÷ best" compares the best round of each, which other work on the machine disturbed least. Times of one run differ from
    those of another by a quarter and more; ratios hold.

    ```
    dotnet run -c Release --project benchmarks/MemoryProfiler.Benchmarks
    ```

    Measured on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors, {(GCSettings.IsServerGC ? "server" : "workstation")} garbage collector,
    with the runtime's default settings. Allocated bytes were read {(MemoryReport.Capture().Cost.Clock == AllocationClockKind.Direct ? "directly from the thread's allocation context" : "by GC.GetAllocatedBytesForCurrentThread()")}.

    What weaving adds to a build is measured by `-- weaving`, which takes as long as all of this.

    Instructions are not counted. `perf` reads the processor's counters, which virtual machines hide; valgrind runs .NET
    (without W^X, with a small heap limit), but the JIT inlines the probes differently there: it would count other code.
    """;
