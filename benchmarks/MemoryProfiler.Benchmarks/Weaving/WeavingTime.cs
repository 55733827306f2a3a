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
        var compiler = new List<double>();
        var first = new Dictionary<bool, List<double>> { [true] = [], [false] = [] };
        var later = new Dictionary<bool, List<double>> { [true] = [], [false] = [] };
        foreach (var _ in Enumerable.Range(0, effort.Builds))
        {
            foreach (var order in new[] { profiledFirst, [.. profiledFirst.Select(profiled => !profiled)] })
            {
                var times = subject.Build(order);
                compiler.AddRange(times.Select(time => time.Compiler));
                first[order[0]].Add(times[0].Weaver);
                foreach (var (profiled, time) in order.Zip(times).Skip(1))
                    later[profiled].Add(time.Weaver);
            }
        }
        var compiling = new Series(compiler);
        var rows = new List<Row>
        {
            Row("build, 1,000 methods of 1,000 profiled, a new build process", new Series(first[true]), compiling, Goal.AtMost(150)),
            Row("build, no method of 1,000 profiled, a new build process", new Series(first[false]), compiling, Goal.AtMost(300)),
        };
        if (!effort.IsSmoke)
        {
            rows.Add(Row("build, 1,000 methods of 1,000 profiled, later in a process", new Series(later[true]), compiling, Goal.AtMost(150)));
            rows.Add(Row("build, no method of 1,000 profiled, later in a process", new Series(later[false]), compiling, Goal.AtMost(300)));
            if (DotnetHost.Sdk is { } sdk)
                rows.Add(Compiler(Path.Combine(sdk, "Roslyn", "bincore", "Microsoft.CodeAnalysis.CSharp.dll")));
        }
        return new ResultTable(
            "Weaving",
            "A generated project of 1,000 methods in 13,000 lines (loops, LINQ, exceptions, text, awaits), built in Release. Milliseconds that the weaver's task adds to a build, with the reading and writing of the assembly and its symbols, beside those of the compiler in the same builds: the best of each, and the median in brackets. The last row weaves every body of the C# compiler, without symbols.",
            ["what", "weaving, ms per 1,000 methods", "compiling, ms"],
            rows);
    }

    static Row Row(string what, Series weaving, Series compiling, Goal goal) =>
        new([what, Figure(weaving), Figure(compiling)], weaving.Best, goal);

    static string Figure(Series series) => Invariant($"{series.Best:#,0} ({series.Median:#,0})");

    static Row Compiler(string path)
    {
        var times = new List<double>();
        var methods = 0;
        for (var time = 0; time < 3; time++)
        {
            using var module = ModuleDefinition.ReadModule(path);
            var start = Stopwatch.GetTimestamp();
            methods = new AssemblyWeaver(module, _everything).Weave().MethodCount;
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds * 1_000 / methods);
        }
        var series = new Series(times);
        return new Row([Invariant($"the weaver alone, {methods:#,0} methods of the C# compiler"), Figure(series), ""], series.Best, Goal.AtMost(150));
    }
}
