using System.Runtime.CompilerServices;

namespace MemoryProfiler.Benchmarks.Programs;

/// <summary>Loops of 32 equal lines, so that hardly anything but these lines is measured.</summary>
public static class ProbeLoops
{
    /// <summary>Lines in the body of each loop.</summary>
    public const int Lines = 32;

    /// <summary>Never set. What is called looks at it, as a method that cannot allocate would only be counted.</summary>
    public static bool IsAllocating { get; set; }

    /// <summary>What would be allocated.</summary>
    public static object? Kept { get; set; }

    /// <summary>Lines that allocate an object.</summary>
    [Profile]
    public static void Allocate(object[] sink, int times)
    {
        for (var i = 0; i < times; i++)
        {
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
            sink[0] = new object();
        }
    }

    /// <summary>Lines that call what nobody profiles.</summary>
    [Profile]
    public static void Call(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
            Nothing();
        }
    }

    /// <summary>Lines that cannot allocate.</summary>
    [Profile]
    public static void Compute(int[] sink, int times)
    {
        for (var i = 0; i < times; i++)
        {
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
            sink[0] += i;
        }
    }

    /// <summary>Calls of a method that is profiled without its lines: nothing but entry and exit.</summary>
    public static void Enter(int times)
    {
        for (var i = 0; i < times; i++)
            Bounded();
    }

    /// <summary>The same calls from a profiled method.</summary>
    [Profile(Lines = false)]
    public static void EnterNested(int times)
    {
        for (var i = 0; i < times; i++)
            Bounded();
    }

    /// <summary>Calls of a profiled method of one line.</summary>
    public static void EnterLine(int times)
    {
        for (var i = 0; i < times; i++)
            Empty();
    }

    [Profile(Lines = false)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Bounded()
    {
        if (IsAllocating)
            Kept = new object();
    }

    [Profile]
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Empty()
    {
        if (IsAllocating)
            Kept = new object();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Nothing()
    {
        if (IsAllocating)
            Kept = new object();
    }
}
