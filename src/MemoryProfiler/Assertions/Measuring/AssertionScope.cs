using MemoryProfiler.Measurement.Collections;

namespace MemoryProfiler.Assertions.Measuring;

/// <summary>
/// One assertion on one thread. To the windows around it, it is a single call of its delegate; whatever else it allocates
/// counts nowhere. The program's report knows nothing of it: to an assertion around it all its calls were made.
/// </summary>
sealed class AssertionScope : IDisposable
{
    readonly long _start;
    readonly NoBackgroundCollections _hold;
    long _allCalls;
    long _oneCall;

    AssertionScope(long start)
    {
        _start = start;
        _hold = NoBackgroundCollections.Begin();
    }

    /// <summary>Begins an assertion: the first thing it does, so that all it allocates is within. No background collection starts until it ends.</summary>
    public static AssertionScope Begin()
    {
        Aside.Begin();
        var start = WindowClock.Now();
        return new AssertionScope(start);
    }

    /// <summary>Tells of a call of the delegate.</summary>
    public void AddCall(long bytes) => _allCalls += bytes;

    /// <summary>Says what the windows around this assertion count of it.</summary>
    public void Count(long bytes) => _oneCall = bytes;

    public void Dispose()
    {
        _hold.Dispose();
        var all = WindowClock.Now() - _start;
        WindowClock.TakeOutOfLinesToo(all - _allCalls);
        WindowClock.TakeOut(_allCalls - _oneCall);
        Aside.End();
    }
}
