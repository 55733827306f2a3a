using System.Diagnostics;
using System.Runtime;

namespace MemoryProfiler.Assertions;

/// <summary>Calls a delegate on this thread and counts what each call allocates.</summary>
[StackTraceHidden]
sealed class SyncMeter(Action body, MemoryWindow? window, AssertionScope scope)
{
    const int MaxCalls = 12;

    /// <summary>Calls until two calls agree.</summary>
    public AllocationMeasurement Measure()
    {
        var agreement = new Agreement(MaxCalls);
        while (!agreement.IsSettled)
            agreement.Add(Call());
        return agreement.Result();
    }

    /// <summary>Calls until the code is optimised and the figure is what is allowed, or as optimised as it gets.</summary>
    public AllocationMeasurement MeasureOptimised(AllocationMeasurement first, AllocationRange range)
    {
        var total = first;
        List<long> compiled = [JitInfo.GetCompiledMethodCount()];
        while (!range.Contains(total.Bytes) && Tiering.MayChangeStill(compiled))
        {
            var calls = Tiering.CallsPerRound(Call);
            Thread.Sleep(Tiering.Delay);
            total = Tiering.Merge(total, Measure(), calls);
            compiled.Add(JitInfo.GetCompiledMethodCount());
        }
        return total;
    }

    /// <summary>One call; what the delegate throws comes through.</summary>
    public long Call()
    {
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
        return bytes - (window?.Close(end) ?? 0);
    }
}
