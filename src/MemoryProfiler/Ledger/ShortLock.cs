namespace MemoryProfiler.Ledger;

/// <summary>
/// A lock that is held for a few instructions, in native memory. It is not the runtime's own. A wait for that is one that
/// another thread could interrupt, and such an interruption is meant for the program.
/// </summary>
static unsafe class ShortLock
{
    /// <summary>Takes it.</summary>
    public static void Enter(int* taken)
    {
        for (var spin = new SpinWait(); Interlocked.CompareExchange(ref *taken, 1, 0) != 0;)
            spin.SpinOnce(sleep1Threshold: -1);
    }

    /// <summary>Gives it back.</summary>
    public static void Leave(int* taken) => Volatile.Write(ref *taken, 0);
}
