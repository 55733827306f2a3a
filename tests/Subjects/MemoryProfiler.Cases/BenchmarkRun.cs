namespace MemoryProfiler.Cases;

/// <summary>Runs the benchmarks as BenchmarkDotNet does: on one object, optimised before anything is measured.</summary>
static class BenchmarkRun
{
    const int Rounds = 16;
    const int WarmCalls = 300;
    const int MeasuredCalls = 1000;

    static object? _result;

    public static void Run()
    {
        var benchmarks = new Benchmarks();
        for (var round = 0; round < Rounds; round++)
        {
            CallAll(benchmarks, WarmCalls);
            // Tiers are compiled in the background, some time after the last new method was seen.
            Thread.Sleep(150);
        }
        MemoryReport.Reset();
        CallAll(benchmarks, MeasuredCalls);
    }

    static void CallAll(Benchmarks benchmarks, int calls)
    {
        Func<object>[] methods =
        [
            benchmarks.NewByte1000, benchmarks.NewObject, benchmarks.LinqWhereSelectToArray, () => benchmarks.LinqSum(),
            benchmarks.Concat2, benchmarks.Interpolate, benchmarks.ConcatLoop10, benchmarks.BoxInt,
            benchmarks.ListAdd100, benchmarks.Dict10, benchmarks.Closure, benchmarks.LargeObject100K,
        ];
        foreach (var method in methods)
        {
            for (var call = 0; call < calls; call++)
                _result = method();
        }
        GC.KeepAlive(_result);
    }
}
