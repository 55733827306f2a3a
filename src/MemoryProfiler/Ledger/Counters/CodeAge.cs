namespace MemoryProfiler.Ledger.Counters;

/// <summary>
/// Until when code, the probes included, is taken to run as it was compiled first. The runtime waits for 100 ms in which
/// it compiles nothing new. Then it counts calls with instrumented code for a while. What is called first later finds
/// optimised probes.
/// </summary>
static class CodeAge
{
    const int MillisecondsCold = 200;

    static readonly long _end = Environment.TickCount64 + MillisecondsCold;

    /// <summary>Whether that time is not over.</summary>
    public static bool IsCold => Environment.TickCount64 < _end;
}
