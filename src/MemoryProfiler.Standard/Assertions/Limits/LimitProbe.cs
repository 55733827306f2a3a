using System.ComponentModel;
using System.Diagnostics;

namespace MemoryProfiler.Assertions.Limits;

/// <summary>What the code of methods with a limit calls, where no limit can be checked.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
public static class LimitProbe
{
    public static void Check(nint activation, long limit)
    {
    }

    public static void CheckIterator(nint activation, ref long call, bool hasMore, long limit)
    {
    }

    public static Exception? CheckCall(nint activation, long limit) => null;

    public static Exception? CheckAwaited(nint activation, long limit) => null;

    public static Exception? CheckCompleted(nint activation, long limit) => null;

    public static void CheckBefore(long call, long limit)
    {
    }
}
