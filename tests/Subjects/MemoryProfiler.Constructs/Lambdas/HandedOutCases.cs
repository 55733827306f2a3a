using MemoryProfiler.Constructs.Async;

namespace MemoryProfiler.Constructs.Lambdas;

public static class HandedOutCases
{
    [AllocationCase(Overlap = 40, Closures = 1), Profile]
    public static int Capturing()
    {
        var size = 16;
        Hop.ToFirst.OnCompleted(() => // 1 x 104 B self 64 B
        {
            GC.KeepAlive(new byte[size]); // 1 x 40 B
        });
        return Hop.Bytes > 0 ? 1 : 0;
    }

    [AllocationCase(Overlap = 40), Profile]
    public static int WithoutCapture()
    {
        Hop.ToFirst.OnCompleted(static () => // 1 x 40 B self 0 B
        {
            GC.KeepAlive(new byte[16]); // 1 x 40 B
        });
        return Hop.Bytes > 0 ? 1 : 0;
    }

    [AllocationCase(Closures = 1), Profile]
    public static int Generic()
    {
        return Make<int>(4); // 1 x
    }

    [Profile]
    static int Make<T>(int size)
    {
        Hop.ToFirst.OnCompleted(() => // 1 x 104 B self 64 B
        {
            GC.KeepAlive(new T[size]); // 1 x 40 B
        });
        return Hop.Bytes > 0 ? 1 : 0;
    }
}
