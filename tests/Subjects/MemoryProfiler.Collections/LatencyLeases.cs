using System.Runtime;

namespace MemoryProfiler.Collections;

/// <summary>The latency mode while assertions and the option both want it, in every order.</summary>
static class LatencyLeases
{
    public static string Run()
    {
        var modes = new List<string>
        {
            $"setWithin={Within(() => Avoid(true))}/{After()}",
            $"takenBackWithin={Within(() => Avoid(false), isOption: true)}/{After()}",
            $"bothWithin={Within(SetAndTakenBack)}/{After()}",
            $"around={Within(() => { }, isOption: true)}/{After()}",
            $"chosenWithin={Within(() => GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency, isOption: true)}/{After()}",
            $"chosenBefore={Within(() => { }, isOption: true, programs: GCLatencyMode.SustainedLowLatency)}/{After()}",
            Beside(),
        };
        return string.Join(' ', modes);
    }

    static void SetAndTakenBack()
    {
        Avoid(true);
        Avoid(false);
    }

    // Two assertions, of which the one that began first ends last.
    static string Beside()
    {
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        using var hasBegun = new ManualResetEventSlim();
        using var mayEnd = new ManualResetEventSlim();
        var first = new Thread(() => Within(() =>
        {
            hasBegun.Set();
            mayEnd.Wait();
        }));
        first.Start();
        hasBegun.Wait();
        var within = Within(() => { });
        var between = GCSettings.LatencyMode;
        mayEnd.Set();
        first.Join();
        return $"beside={within}/{between}/{After()}";
    }

    // The mode as the first call of an assertion's delegate leaves it.
    static GCLatencyMode Within(Action action, bool isOption = false, GCLatencyMode? programs = null)
    {
        if (isOption)
            Avoid(true);
        if (programs is { } chosen)
            GCSettings.LatencyMode = chosen;
        GCLatencyMode? mode = null;
        MemoryAssert.AllocatesAtMost("1 GB", () =>
        {
            if (mode is not null)
                return;
            action();
            mode = GCSettings.LatencyMode;
        });
        return mode!.Value;
    }

    // The mode once the assertion is over; the next case begins from the usual one.
    static GCLatencyMode After()
    {
        var mode = GCSettings.LatencyMode;
        Avoid(false);
        GCSettings.LatencyMode = GCLatencyMode.Interactive;
        return mode;
    }

    static void Avoid(bool isWanted) => MemoryProfilerSettings.Configure(options => options.AvoidBackgroundCollections = isWanted);
}
