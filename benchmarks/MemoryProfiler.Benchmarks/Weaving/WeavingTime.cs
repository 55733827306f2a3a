using System.Diagnostics;
using MemoryProfiler.Benchmarks.Harness;
using MemoryProfiler.Benchmarks.Results;
using MemoryProfiler.Weaving;
using Mono.Cecil;

namespace MemoryProfiler.Benchmarks.Weaving;

/// <summary>What weaving adds to a build.</summary>
static class WeavingTime
{
    const int Methods = 1_000;

    static readonly WeavingOptions _everything = new() { AllMethods = true, EmbedSource = false };

    /// <summary>Measures and makes the table.</summary>
    /// <param name="repository">The repository's folder.</param>
    /// <param name="effort">How much time to spend.</param>
    public static ResultTable Measure(string repository, Effort effort)
    {
        using var subject = new SubjectProject(repository, effort.IsSmoke ? Methods / 10 : Methods);
        // The first build of a process finds nothing compiled by the JIT yet; those after it are like an editor's.
        bool[] profiledFirst = effort.IsSmoke ? [true] : [true, false, true, false, true, false];
        var all = new List<BuildTimes>();
        var first = new Dictionary<bool, List<BuildTimes>> { [true] = [], [false] = [] };
        var later = new Dictionary<bool, List<BuildTimes>> { [true] = [], [false] = [] };
        foreach (var _ in Enumerable.Range(0, effort.Builds))
        {
            foreach (var order in new[] { profiledFirst, [.. profiledFirst.Select(profiled => !profiled)] })
            {
                var times = subject.Build(order);
                all.AddRange(times);
                first[order[0]].Add(times[0]);
                foreach (var (profiled, time) in order.Zip(times).Skip(1))
                    later[profiled].Add(time);
            }
        }
        var compiling = new Series(all.Select(time => time.Compiler));
        var rows = new List<Row>
        {
            Build("a new build process, all of 1,000 methods profiled", first[true], compiling, Goal.AtMost(150)),
            Build("a new build process, no method profiled", first[false], compiling, Goal.AtMost(300)),
        };
        if (!effort.IsSmoke)
        {
            rows.Add(Build("later in the process, all of 1,000 methods profiled", later[true], compiling, Goal.AtMost(150)));
            rows.Add(Build("later in the process, no method profiled", later[false], compiling, Goal.AtMost(300)));
            if (DotnetHost.Sdk is { } sdk)
                rows.Add(Compiler(Path.Combine(sdk, "Roslyn", "bincore", "Microsoft.CodeAnalysis.CSharp.dll")));
        }
        return new ResultTable(
            "Weaving",
            "Builds of a generated project of 1,000 methods in 13,000 lines (loops, LINQ, exceptions, text, awaits), Release. Milliseconds that the weaver's task adds, with the reading and writing of the assembly and its symbols, and the processor's share of that, beside the compiler in the same builds: the best, and the median in brackets. In a new process the JIT compiles the weaver first. The last row weaves every body of the C# compiler, without symbols, and is per 1,000 methods.",
            ["what", "weaving, ms", "processor, ms", "compiling, ms"],
            rows);
    }

    static Row Build(string what, IReadOnlyList<BuildTimes> times, Series compiling, Goal goal)
    {
        var weaving = new Series(times.Select(time => time.Weaver));
        return new Row([what, Figure(weaving), Figure(new Series(times.Select(time => time.WeaverProcessor))), Figure(compiling)], weaving.Best, goal);
    }

    static string Figure(Series series) => Invariant($"{series.Best:#,0} ({series.Median:#,0})");

    static Row Compiler(string path)
    {
        var times = new List<double>();
        var processor = new List<double>();
        var methods = 0;
        for (var time = 0; time < 3; time++)
        {
            using var module = ModuleDefinition.ReadModule(path);
            var start = Stopwatch.GetTimestamp();
            var used = Environment.CpuUsage.TotalTime;
            methods = new AssemblyWeaver(module, _everything).Weave().MethodCount;
            processor.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds * 1_000 / methods);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds * 1_000 / methods);
        }
        var series = new Series(times);
        return new Row([Invariant($"the weaver alone, {methods:#,0} methods of the C# compiler"), Figure(series), Figure(new Series(processor)), ""], series.Best, Goal.AtMost(150));
    }
}
