using System.ComponentModel;
using System.Diagnostics;

namespace MemoryProfiler.Probes;

/// <summary>What woven methods of the runtime's own async call, where nothing can be recorded.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
public static class AsyncProbe
{
    public static long Enter(int method, int slotCount, int slot, bool isCall, int ownBytes) => 0;

    public static long EnterDelegate(int method, int slotCount, int slot, long homes, long owner, int ownBytes) => 0;

    public static long EnterHanded(int method, int slotCount, int target, int ownBytes) => 0;

    public static nint Begin(long call) => 0;

    public static nint Resume(long call) => 0;

    public static void Exit(long call)
    {
    }
}
