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
            Alone("the weaver alone, all of 1,000 methods", subject.Compile(), new WeavingOptions { EmbedSource = true }, effort.IsSmoke ? 1 : 20, compiling),
            Build("with Fody, in a new build process", first[true], compiling, null),
            Build("no method profiled, in a new build process", first[false], compiling, Goal.AtMost(300)),
        };
        if (!effort.IsSmoke)
        {
            rows.Insert(2, Build("with Fody, later in the process", later[true], compiling, null));
            rows.Add(Build("no method profiled, later in the process", later[false], compiling, Goal.AtMost(300)));
            if (DotnetHost.Sdk is { } sdk)
                rows.Add(Alone("the weaver alone, every body of the C# compiler, without symbols", Path.Combine(sdk, "Roslyn", "bincore", "Microsoft.CodeAnalysis.CSharp.dll"), _everything, 3, null));
        }
        return new ResultTable(
            "Weaving",
            "A generated project of 1,000 methods in 13,000 lines (loops, LINQ, exceptions, text, awaits), Release: milliseconds that weaving adds to its build, and the processor's share of that, beside the compiler in the same builds: the best, and the median in brackets. \"With Fody\" is all that Fody's task does: it loads itself and the weaver, reads the assembly with its symbols, weaves, and writes both. In a new process the JIT compiles all of that first. Where nothing is marked, Fody is not started. \"The weaver alone\" is our part per 1,000 methods, once the JIT has compiled it and Cecil has read the bodies; a third of it is the collector, which moves what Cecil holds.",
            ["what", "weaving, ms", "processor, ms", "compiling, ms"],
            rows);
    }

    static Row Build(string what, IReadOnlyList<BuildTimes> times, Series compiling, Goal? goal)
    {
        var weaving = new Series(times.Select(time => time.Weaver));
        return new Row([what, Figure(weaving), Figure(new Series(times.Select(time => time.WeaverProcessor))), Figure(compiling)], weaving.Best, goal);
    }

    static string Figure(Series series) => Invariant($"{series.Best:#,0} ({series.Median:#,0})");

    static Row Alone(string what, string path, WeavingOptions options, int count, Series? compiling)
    {
        var times = new List<double>();
        var processor = new List<double>();
        // The first ones wait for the JIT.
        for (var time = 0; time < count; time++)
        {
            using var module = ModuleDefinition.ReadModule(path, new ReaderParameters { ReadSymbols = File.Exists(Path.ChangeExtension(path, ".pdb")) });
            Read(module);
            // What reading left behind is not ours to collect.
            GC.Collect();
            var start = Stopwatch.GetTimestamp();
            var used = Environment.CpuUsage.TotalTime;
            var methods = new AssemblyWeaver(module, options).Weave().MethodCount;
            processor.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds * 1_000 / methods);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds * 1_000 / methods);
        }
        var series = new Series(times);
        return new Row([what, Figure(series), Figure(new Series(processor)), compiling is null ? "" : Figure(compiling)], series.Best, Goal.AtMost(150));
    }

    // Cecil reads bodies and their symbols when they are first asked for.
    static void Read(ModuleDefinition module)
    {
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            _ = method.Body.Instructions.Count;
            _ = method.DebugInformation.SequencePoints.Count;
        }
    }
}
