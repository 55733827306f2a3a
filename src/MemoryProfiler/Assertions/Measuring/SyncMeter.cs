using System.Diagnostics;

namespace MemoryProfiler.Assertions.Measuring;

/// <summary>Calls a delegate on this thread and counts what each call allocates.</summary>
/// <param name="body">What calls it.</param>
/// <param name="window">The window it can pause, or null.</param>
/// <param name="scope">The assertion.</param>
/// <param name="check">Refuses what the first call returned, or null.</param>
/// <param name="clock">Tells how long calls take and waits.</param>
[StackTraceHidden]
sealed class SyncMeter(Action body, MemoryWindow? window, AssertionScope scope, Action? check, TimeProvider clock)
{
    const int MaxCalls = 12;

    readonly CallTimes _times = new(clock);
    Action? _check = check;

    /// <summary>Calls until two calls agree.</summary>
    public AllocationMeasurement Measure()
    {
        var agreement = new Agreement(MaxCalls);
        while (!agreement.IsSettled)
        {
            agreement.Add(Call());
            _check?.Invoke();
            _check = null;
        }
        return agreement.Result();
    }

    /// <summary>Calls until the code is optimised and the figure is what is allowed, or as optimised as it gets.</summary>
    public AllocationMeasurement MeasureOptimised(AllocationMeasurement first, AllocationRange range, Func<long> compiledElsewhere)
    {
        var total = first;
        var rounds = new TieringRounds(_times, compiledElsewhere);
        while (!range.Contains(total.Bytes) && rounds.MayChangeStill)
        {
            var calls = 0;
            for (; rounds.IsCallDue(calls); calls++)
                Call();
            Wait(rounds.Wait);
            rounds.Waited();
            total = Tiering.Merge(total, Measure(), calls);
        }
        return total;
    }

    /// <summary>One call; what the delegate throws comes through.</summary>
    public long Call()
    {
        _times.Begin();
        window?.Open();
        long end = 0, bytes = 0;
        var start = WindowClock.Now();
        try
        {
            body();
        }
        finally
        {
            end = WindowClock.Now();
            bytes = end - start;
            scope.AddCall(bytes);
        }
        bytes -= window?.Close(end) ?? 0;
        _times.End();
        return bytes;
    }

    void Wait(TimeSpan time)
    {
        // Not by a task where there may be one thread only.
        if (clock == TimeProvider.System)
            Thread.Sleep(time);
        else
            Task.Delay(time, clock).GetAwaiter().GetResult();
    }
}
