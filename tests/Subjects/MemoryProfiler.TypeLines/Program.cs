using System.Globalization;
using MemoryProfiler;
using MemoryProfiler.TypeLines;

// <shape> <millions of objects> [collect]: runs a shape, and says how many of its samples are on lines that do not allocate their type.
// cost: what an object of the shape of six lines takes of its thread's processor time, in nanoseconds.
if (args[0] == "cost")
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ThreadTime.NanosecondsPerObject():0.00}"));
    return;
}
// assert: what an assertion says that fails.
if (args[0] == "assert")
{
    Console.WriteLine(await Failures.Of(args[1]).ConfigureAwait(false));
    return;
}
var times = (int)(double.Parse(args[1], CultureInfo.InvariantCulture) * 1_000_000);
using var collector = args.Contains("collect") ? new Timer(_ => GC.Collect(0), null, 1, 1) : null;
Shapes.Run(args[0], times);
var verdict = Verdict.Of(MemoryReport.Capture());
foreach (var fault in verdict.Faults)
    Console.WriteLine(fault);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{args[0]}: {verdict.Samples} samples, {verdict.Wrong} on a wrong line"));
