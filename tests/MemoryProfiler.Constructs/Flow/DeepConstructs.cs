using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Flow;

/// <summary>Recursion without end to its depth, with profiled methods.</summary>
public static unsafe class DeepConstructs
{
    static nint _deepest;
    static byte[]? _kept;

    /// <summary>Runs something; answers how many bytes of stack it needed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long StackOf(Action work)
    {
        var here = 0;
        _deepest = (nint)(&here);
        work();
        return (nint)(&here) - _deepest;
    }

    /// <summary>Calls itself as the last thing it does.</summary>
    [Profile]
    public static long Tail(int n, long sum)
    {
        if (n == 0)
            return sum + AtTheEnd();
        if (n % 1_000 == 0)
            _kept = new byte[1_000];
        return Tail(n - 1, sum + 1);
    }

    /// <summary>Two methods call each other as the last thing they do.</summary>
    [Profile]
    public static bool IsEven(int n)
    {
        if (n == 0)
            return AtTheEnd() == 0;
        return IsOdd(n - 1);
    }

    [Profile]
    static bool IsOdd(int n)
    {
        if (n == 0)
            return AtTheEnd() != 0;
        return IsEven(n - 1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int AtTheEnd()
    {
        var here = 0;
        _deepest = Math.Min(_deepest, (nint)(&here));
        return here;
    }
}
