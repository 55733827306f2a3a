using System.Runtime.CompilerServices;

namespace MemoryProfiler.Asserting;

/// <summary>What allocates only until it is optimised.</summary>
static class TierRuns
{
    public static void Run()
    {
        var measured = MemoryAssert.DoesNotAllocate((Action)Closure);
        Console.WriteLine($"{measured.Bytes} B");
        foreach (var note in measured.Notes)
            Console.WriteLine(note);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Closure()
    {
        var sum = 0;
        foreach (var value in (int[])[1, 2, 3])
            sum += value;
        GC.KeepAlive(sum > 100 ? new object() : null);
    }
}
