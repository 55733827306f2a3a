using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace MemoryProfiler.Assertions;

/// <summary>
/// The runtime compiles a method quickly first and optimises it after 30 calls, in the background; optimised code
/// allocates less (it keeps arrays and closures that do not escape on the stack). A test must not depend on which of the
/// two it meets.
/// </summary>
static class Tiering
{
    // Quick code, instrumented code, optimised code: two steps, each of which may meet a busy compiler once.
    const int FewestRounds = 4;

    // On a machine that is busy the compiler may not get to run for a while.
    const int MostRounds = 16;

    const int QuietRounds = 2;

    const int Threshold = 32;

    // A delegate that takes long is not called so often for a hint.
    static readonly TimeSpan _roundLimit = TimeSpan.FromMilliseconds(300);

    /// <summary>Longer than the time the runtime waits for calm before it optimises.</summary>
    public static TimeSpan Delay { get; } = TimeSpan.FromMilliseconds(130);

    /// <summary>Whether another round may bring code that is optimised further.</summary>
    /// <param name="compiled">What <see cref="JitInfo.GetCompiledMethodCount"/> said before each round so far, and now.</param>
    public static bool MayChangeStill(List<long> compiled)
    {
        var rounds = compiled.Count - 1;
        if (rounds < FewestRounds || rounds >= MostRounds)
            return rounds < MostRounds;
        // Done once something was compiled and nothing has been for a while.
        return compiled[^1] == compiled[0] || compiled[^1] != compiled[^(1 + QuietRounds)];
    }

    static bool IsOn { get; } =
        !(AppContext.TryGetSwitch("System.Runtime.TieredCompilation", out var isOn) && !isOn)
        && Environment.GetEnvironmentVariable("DOTNET_TieredCompilation") is not ("0" or "0x0");

    // Of what was called that often already nothing more is to be expected.
    static readonly ConditionalWeakTable<MethodInfo, object> _optimised = [];

    /// <summary>Whether a delegate's code may still become optimised.</summary>
    public static bool CanChange(Delegate origin) => IsOn && !IsDebug(origin) && !_optimised.TryGetValue(origin.Method, out _);

    /// <summary>Remembers a delegate that was called until its code was optimised.</summary>
    public static void Remember(Delegate origin) => _optimised.AddOrUpdate(origin.Method, origin.Method.Name);

    /// <summary>Whether a delegate's code was built not to be optimised.</summary>
    public static bool IsDebug(Delegate origin) =>
        origin.Method.Module.Assembly.GetCustomAttributes(typeof(DebuggableAttribute), inherit: false) is [DebuggableAttribute { IsJITOptimizerDisabled: true }];

    /// <summary>Calls as often as one step of the compiler needs; answers how often that was.</summary>
    public static int CallsPerRound(Func<long> call)
    {
        var calls = 0;
        for (var start = Stopwatch.GetTimestamp(); IsMoreNeeded(calls, start); calls++)
            call();
        return calls;
    }

    /// <summary>The same for async calls.</summary>
    public static async Task<int> CallsPerRound(Func<Task<AllocationFlow>> call)
    {
        var calls = 0;
        for (var start = Stopwatch.GetTimestamp(); IsMoreNeeded(calls, start); calls++)
            await call().ConfigureAwait(false);
        return calls;
    }

    static bool IsMoreNeeded(int calls, long start) => calls < Threshold && Stopwatch.GetElapsedTime(start) < _roundLimit;

    /// <summary>A measurement and a later one of the same delegate as one.</summary>
    public static AllocationMeasurement Merge(AllocationMeasurement earlier, AllocationMeasurement later, int callsBetween)
    {
        List<string> notes = [.. earlier.Notes, .. later.Notes];
        if (later.Bytes != earlier.Bytes)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"A call allocated {earlier.Bytes:N0} B in code compiled quickly (tier 0) and {later.Bytes:N0} B once it was optimised (tier 1); the latter counts."));
        }
        return later with
        {
            FirstCallBytes = earlier.FirstCallBytes,
            Calls = earlier.Calls + callsBetween + later.Calls,
            Retries = earlier.Retries + callsBetween + later.Calls,
            Notes = [.. notes.Distinct()],
        };
    }
}
