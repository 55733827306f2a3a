#if WOVEN
using System.Runtime.CompilerServices;

namespace MemoryProfiler.Statements.Measuring;

/// <summary>The profiler's table after the calls.</summary>
static class Meter
{
    /// <summary>What a report itself needs at first.</summary>
    public static void WarmUp()
    {
        MemoryReport.Reset();
        MemoryReport.Capture();
    }

    /// <summary>Calls and reads.</summary>
    public static Reading Read(Statement statement, Action call, int times)
    {
        MemoryReport.Reset();
        Repeat(call, times);
        var profile = ProfileOf(statement);
        return new((double)profile.AllocatedBytes / profile.Calls, profile.MinAllocatedBytes, profile.MaxAllocatedBytes);
    }

    /// <summary>Bytes of a call that is awaited.</summary>
    public static double ReadAsync(Statement statement, Func<Task> call, int times)
    {
        MemoryReport.Reset();
        Loop(call, times).Wait();
        var profile = ProfileOf(statement);
        return (double)profile.AllocatedBytes / profile.Calls;
    }

    /// <summary>The lines of its body.</summary>
    public static string TextOf(Statement statement) => string.Join(' ', ProfileOf(statement).Lines
        .Where(line => line.Text.StartsWith("        ", StringComparison.Ordinal))
        .Select(line => line.Text.Trim()));

    static MethodProfile ProfileOf(Statement statement) =>
        MemoryReport.Capture().Methods.Single(method => method.FullName.Contains($".Cases.{statement.Name}(", StringComparison.Ordinal));

    // Not optimised: it would look into what it calls.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    static void Repeat(Action call, int times)
    {
        for (var i = 0; i < times; i++)
            call();
    }

    static async Task Loop(Func<Task> call, int times)
    {
        for (var i = 0; i < times; i++)
            await call();
    }
}
#endif
