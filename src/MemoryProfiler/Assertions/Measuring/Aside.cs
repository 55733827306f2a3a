using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Assertions.Measuring;

/// <summary>
/// Encloses the calls that an assertion makes on a thread. What they record goes into a ledger of its own, which no
/// report of the program reads. The profiled lines around the assertion count none of it. Allocates only when a thread
/// does so for the first time, and within what is left out.
/// </summary>
static unsafe class Aside
{
    // Of the calling thread.
    [ThreadStatic]
    static int _depth;

    [ThreadStatic]
    static bool _isApart;

    [ThreadStatic]
    static ThreadLedger* _programs;

    [ThreadStatic]
    static ThreadLedger* _asserted;

    [ThreadStatic]
    static OwnWork _left;

    /// <summary>Whether the calling thread runs what an assertion calls.</summary>
    public static bool IsOpen => _isApart;

    /// <summary>Begins it; may be nested.</summary>
    public static void Begin()
    {
        if (_depth++ > 0 || !ProfilerSwitch.IsOn)
            return;
        _left = OwnWork.Begin();
        try
        {
            if (_asserted == null)
                _asserted = LedgerRegistry.TakeAsserted();
        }
        catch (OutOfMemoryException e)
        {
            MemoryProfilerLog.Write("No native memory to keep the calls of an assertion apart; the report shows them.", e);
            _left.Dispose();
            return;
        }
        _programs = LedgerRegistry.Current;
        _isApart = true;
        Switch(_programs, _asserted);
    }

    /// <summary>Ends it, on the same thread.</summary>
    public static void End()
    {
        if (--_depth > 0 || !_isApart)
            return;
        _isApart = false;
        Switch(_asserted, _programs);
        var own = OwnBytes(_programs);
        _left.Dispose();
        // The windows of assertions around it go on counting.
        WindowClock.TakeOut(own - OwnBytes(_programs));
    }

    static void Switch(ThreadLedger* from, ThreadLedger* to)
    {
        LedgerRegistry.Use(to);
        // The window clock leaves out what the profiler allocated by the ledger in use.
        WindowClock.TakeOut(OwnBytes(from) - OwnBytes(to));
    }

    static long OwnBytes(ThreadLedger* ledger) => ledger == null ? 0 : ledger->OwnBytes;
}
