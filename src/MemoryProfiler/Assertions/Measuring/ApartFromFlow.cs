namespace MemoryProfiler.Assertions.Measuring;

/// <summary>
/// Encloses what an async assertion does on its caller's thread. None of it is in the figures of assertions and profiled
/// lines around it.
/// </summary>
readonly struct ApartFromFlow : IDisposable
{
    readonly AllocationFlow? _around;
    readonly long _start;

    ApartFromFlow(AllocationFlow? around, long start)
    {
        _around = around;
        _start = start;
    }

    /// <summary>Stops what counts on this thread.</summary>
    public static ApartFromFlow Begin()
    {
        var around = AllocationFlow.Halt();
        Aside.Begin();
        return new ApartFromFlow(around, WindowClock.Now());
    }

    public void Dispose()
    {
        AllocationFlow.Halt();
        WindowClock.TakeOut(WindowClock.Now() - _start);
        Aside.End();
        _around?.Continue();
    }
}
