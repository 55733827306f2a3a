using System.Diagnostics;
using System.Reflection;
using MemoryProfiler;
using MemoryProfiler.OwnCost;

if (args is ["inlining"])
{
    Inlining.Print();
    return;
}

if (args is ["library"])
{
    Console.WriteLine(typeof(MemoryReport).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true ? "debug" : "release");
    return;
}

// Prints what the report says that the probes took, and what they took, both in nanoseconds.
var (plain, woven) = Twins.Of(args[1]);
var (told, truth) = args[0] == "cold" ? Comparison.Cold(plain, woven) : Comparison.Hot(plain, woven);
Console.WriteLine(FormattableString.Invariant($"{told:F0} {truth:F0}"));
