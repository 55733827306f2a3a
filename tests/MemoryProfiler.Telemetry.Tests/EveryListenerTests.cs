using System.Globalization;
using MemoryProfiler.Assertions.Measuring;
using MemoryProfiler.Telemetry.Tests.Programs;

namespace MemoryProfiler.Telemetry.Tests;

/// <summary>
/// Random programs of known bytes under every combination of listeners, rules, readings and clocks: the same figures are in
/// rows, methods, extremes, tags, measurements, limits and assertions, whatever the profiler itself allocates meanwhile.
/// </summary>
public sealed class EveryListenerTests
{
    const int ProgramsPerSetting = 14;

    readonly List<string> _wrong = [];
    int _programs;

    [Fact]
    public void Whoever_listens_the_bytes_of_ten_thousand_random_programs_are_the_same_everywhere()
    {
        foreach (var clock in Enum.GetValues<AllocationClockKind>())
        {
            MemoryProfilerSettings.Configure(options => options.Clock = clock);
            // A new one finds the clock in force when its first call is profiled.
            var thread = new Thread(() => RunAll((int)clock));
            thread.Start();
            thread.Join();
        }

        _wrong.ShouldBeEmpty();
        _programs.ShouldBe(2 * 384 * ProgramsPerSetting);
        _programs.ShouldBeGreaterThanOrEqualTo(10_000);
    }

    void RunAll(int clock)
    {
        try
        {
            using var threads = new HopThreads();
            var overheads = new Overheads(threads);
            var seed = clock * 1_000_000;
            // The runtime makes things for a thread when it first needs them, in a window's own code too (368 B, seen once).
            for (var warmUp = 0; warmUp < ProgramsPerSetting; warmUp++)
                _ = Window(new RandomPrograms(overheads, seed).Next(), threads, out _);
            foreach (var setting in Setting.All())
            {
                if (_wrong.Count < 20)
                    Run(setting, new RandomPrograms(overheads, ++seed), overheads, threads, $"{(AllocationClockKind)clock} clock, {setting}, seed {seed}");
            }
        }
        catch (Exception e)
        {
            _wrong.Add(e.ToString());
        }
    }

    void Run(Setting setting, RandomPrograms programs, Overheads overheads, HopThreads threads, string where)
    {
        using var audience = new Audience(setting);
        var expected = new Expected();
        long ownActivities = 0;
        MemoryReport.Reset();
        for (var program = 0; program < ProgramsPerSetting; program++)
        {
            var calls = programs.Next();
            Run(calls, overheads, threads, $"{where}, program {program}");
            audience.Rearm();
            foreach (var call in calls)
            {
                expected.Add(call);
                // An iterator has no activity of its own.
                if (!IsIterator(call.Kind))
                    ownActivities += call.Total - AfterEnd(call.Kind, overheads);
            }
        }
        Check(MemoryReport.Capture(), expected, where);
        if (setting.OwnActivities)
            Same(audience.OwnActivityBytes, ownActivities, "tags of own activities", where);
        foreach (var (kind, figures) in expected.All)
        {
            if (setting.Meter)
                Same(audience.Measured.Of(Overheads.NameOf(kind)), (figures.Calls, figures.Bytes), $"measurements of {kind}", where);
            if (setting.Diagnostics)
                Same(audience.Observed.Of(Overheads.NameOf(kind)), (figures.Calls, figures.Bytes), $"diagnostic events of {kind}", where);
            if (setting.Events)
                Same(audience.Logged.Of(Overheads.NameOf(kind)), (figures.Calls, figures.Bytes), $"events of {kind}", where);
        }
    }

    void Run(Node[] calls, Overheads overheads, HopThreads threads, string where)
    {
        _programs++;
        using var activity = Audience.StartActivity();
        var window = Window(calls, threads, out var staysHere);
        foreach (var call in calls)
            call.AddExceptions();

        if (staysHere)
            Same(window, calls.Sum(call => call.Total + overheads.OfCaller(call.Kind)), "the window of an assertion", where);
        if (Audience.BytesOf(activity) is { } tag)
            Same(tag, calls.Sum(call => call.Total), "tag of the activity around", where);
        foreach (var call in calls.SelectMany(call => call.WithAllBelow()))
        {
            if (!Overheads.Exceeds(call.Kind))
                Same(call.Exceeded?.AllocatedBytes, null, $"limit of {call.Kind}", where);
            else
                Same(call.Exceeded?.Message.Split('\n')[0], $"{Overheads.NameOf(call.Kind)} allocated 16,384 B (16.0 KiB), 1 B more than its limit of 16,383 B (16.0 KiB) ([MaxAllocation]).", $"limit of {call.Kind}", where);
        }
    }

    static long Window(Node[] calls, HopThreads threads, out bool staysHere)
    {
        staysHere = !calls.Any(call => Overheads.Hops(call.Kind));
        var before = WindowClock.Now();
        foreach (var call in calls)
        {
            _ = Actors.Start(call);
            if (!staysHere)
                threads.Drain();
        }
        return WindowClock.Now() - before;
    }

    void Check(ProfileReport report, Expected expected, string where)
    {
        foreach (var (kind, figures) in expected.All)
        {
            var method = report.Methods.Single(known => known.Name == Overheads.NameOf(kind));
            Same(method.Calls, figures.Calls, $"calls of {kind}", where);
            Same(method.AllocatedBytes, figures.Inclusive, $"bytes of {kind}", where);
            Same(method.SelfAllocatedBytes, figures.Self, $"self bytes of {kind}", where);
            Same((method.MinAllocatedBytes, method.MaxAllocatedBytes), (figures.Min, figures.Max), $"extremes of {kind}", where);
            if (kind == NodeKind.Scope)
                continue;
            Same(method.Lines.Sum(line => line.SelfAllocatedBytes), figures.Self, $"rows of {kind}", where);
            var array = method.Lines.Single(line => line.Text.Contains("new byte[", StringComparison.Ordinal));
            Same((array.AllocatedBytes, array.Occurrences), (figures.Arrays, figures.Calls), $"row of the array of {kind}", where);
            if (kind is NodeKind.Plain or NodeKind.Other or NodeKind.Limited or NodeKind.LimitedBelow)
                Same(method.Lines.Single(line => line.Text.Contains("Children(", StringComparison.Ordinal)).AllocatedBytes, figures.BelowArrays, $"row of the callees of {kind}", where);
        }
    }

    void Same<T>(T found, T wanted, string what, string where)
    {
        if (!EqualityComparer<T>.Default.Equals(found, wanted))
            _wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {found} and not {wanted} ({where})"));
    }

    // An activity ends before the task of its call fails, which below an earlier segment allocates in the call still.
    static long AfterEnd(NodeKind kind, Overheads overheads) =>
        kind == NodeKind.LimitedInlineBelow ? overheads.Own(kind) - overheads.WithinLimit(kind) : 0;

    static bool IsIterator(NodeKind kind) =>
        kind is NodeKind.Elements or NodeKind.BrokenOff or NodeKind.LimitedElements or NodeKind.LimitedElementsBelow;
}
