using FsCheck;
using FsCheck.Fluent;
using MemoryProfiler.Fody.Tests.Constructs;
using MemoryProfiler.Fody.Tests.Support;

namespace MemoryProfiler.Fody.Tests.Planning;

public class SkippingTests
{
    // Of 50 programs each.
    const int Assemblies = 8;

    Figures _before = Figures.Capture();

    [Fact]
    public void Random_programs_count_the_same_whether_every_line_reads_the_clock_or_only_those_that_may_have_allocated()
    {
        var (probes, counting, sums, methods) = (0, 0, 0, 0);
        Prop.ForAll<int>(seed =>
        {
            var reading = RandomAssembly.Of(seed, readEveryLine: true);
            var skipping = RandomAssembly.Of(seed, readEveryLine: false);
            // What the framework allocates once, such as messages of exceptions, goes to this run.
            Run(reading);
            var expected = Run(reading);
            var actual = Run(skipping);
            actual.Except(expected).Select(row => "skipping: " + row)
                .Concat(expected.Except(actual).Select(row => "reading: " + row))
                .ShouldBeEmpty();
            actual.Count.ShouldBe(expected.Count);
            (reading.Result.CountingProbeCount, reading.SumCount, reading.CountedMethods).ShouldBe((0, 0, 0));
            probes += skipping.Result.ProbeCount;
            counting += skipping.Result.CountingProbeCount;
            sums += skipping.SumCount;
            methods += skipping.CountedMethods;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Assemblies));
        counting.ShouldBeGreaterThan(probes / 3);
        sums.ShouldBeGreaterThan(Assemblies * RandomAssembly.Methods / 4);
        methods.ShouldBeGreaterThan(Assemblies * RandomAssembly.SmallMethods / 2);
    }

    /// <summary>What the programs computed and every line that was visited, at the first call of all methods and later.</summary>
    List<string> Run(RandomAssembly assembly)
    {
        var methods = assembly.Load();
        return [.. Rows("cold", methods), .. Rows("warm", methods)];
    }

    List<string> Rows(string name, IReadOnlyList<Func<int, int, Cell, int>> methods)
    {
        var results = RandomAssembly.Run(methods);
        var after = Figures.Capture();
        List<string> rows = [$"{name}: {results}", .. after.Since(_before).Rows.Select(row => $"{name}: {row}")];
        _before = after;
        return rows;
    }
}
