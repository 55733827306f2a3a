namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>Optimised methods allocate what BenchmarkDotNet's MemoryDiagnoser says they do, every call of them.</summary>
public sealed class BenchmarkTests
{
    [Fact]
    public async Task Bytes_per_call_equal_those_of_BenchmarkDotNet()
    {
        var report = (await CaseRun.Of("benchmarks")).Report;

        var perCall = report.Methods.ToDictionary(
            method => method.Name.Split('.', '(')[1],
            method => (method.Calls, method.AllocatedBytes / method.Calls, method.MinAllocatedBytes, method.MaxAllocatedBytes));
        perCall.ShouldBe(
            new Dictionary<string, (long, long, long, long)>
            {
                ["NewByte1000"] = Always(1024),
                ["NewObject"] = Always(24),
                ["LinqWhereSelectToArray"] = Always(2128),
                ["LinqSum"] = Always(48),
                ["Concat2"] = Always(48),
                ["Interpolate"] = Always(56),
                ["ConcatLoop10"] = Always(336),
                ["BoxInt"] = Always(24),
                ["ListAdd100"] = Always(1184),
                ["Dict10"] = Always(1392),
                ["Closure"] = Always(88),
                // BenchmarkDotNet says 100,043: its figure is the process's, and something else allocated meanwhile.
                ["LargeObject100K"] = Always(100_024),
            },
            ignoreOrder: true);

        static (long Calls, long Average, long Min, long Max) Always(long bytes) => (1000, bytes, bytes, bytes);
    }
}
