using System.Runtime.CompilerServices;

namespace MemoryProfiler.Statements.Measuring;

/// <summary>Calls a statement until its code is optimised.</summary>
static class Measurement
{
    // Code is optimised after 30 calls, in the background, once nothing new was compiled for 100 ms; then once more.
    const int Rounds = 4;
    const int CallsOfARound = 200;
    static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(250);

    /// <summary>Measures it.</summary>
    public static Figures Of(Statement statement)
    {
        if (statement.IsAsync)
            return OfAsync(statement);
        var call = statement.Call;
        var first = Meter.Read(statement, call, 1);
        var second = Meter.Read(statement, call, 1);
        for (var round = 0; round < Rounds && IsOptimisedLater; round++)
        {
            Repeat(call, CallsOfARound);
            Thread.Sleep(Wait);
        }
        var hot = Meter.Read(statement, call, CallsOfARound);
        return new(statement.Name, first.Most, second.Most, hot.Mean, hot.Least, hot.Most, Meter.TextOf(statement));
    }

    static Figures OfAsync(Statement statement)
    {
        var call = statement.CallAsync;
        for (var round = 0; round < Rounds && IsOptimisedLater; round++)
        {
            Meter.ReadAsync(statement, call, CallsOfARound);
            Thread.Sleep(Wait);
        }
        // What is not the calls' own, as what the pool's threads need now and then, is in one of several readings.
        var readings = Enumerable.Range(0, 5).Select(_ => Meter.ReadAsync(statement, call, 2_000)).Order().ToArray();
        return new(statement.Name, 0, 0, readings[2], (long)readings[0], (long)readings[^1], Meter.TextOf(statement));
    }

    // A native build has one code, and so has a process that was told to optimise at once.
    static bool IsOptimisedLater => RuntimeFeature.IsDynamicCodeCompiled && Environment.GetEnvironmentVariable("DOTNET_TieredCompilation") != "0";

    // Not optimised itself: it would look into what it calls.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    static void Repeat(Action call, int times)
    {
        for (var i = 0; i < times; i++)
            call();
    }
}
