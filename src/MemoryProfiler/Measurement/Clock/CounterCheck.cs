using System.Runtime.CompilerServices;

namespace MemoryProfiler.Measurement.Clock;

/// <summary>
/// Whether a runtime counts a thread's bytes exactly. One that counts whole allocation quanta says 0 for most objects and
/// thousands of bytes for the others.
/// </summary>
static class CounterCheck
{
    const int Objects = 16;
    const int Smallest = 200;
    const int Step = 64;

    // The header of an array, and up to what its size is rounded.
    const int MostOverhead = 40;

    // A background collection that ends meanwhile charges bytes that nobody allocated.
    const int Tries = 3;

    static object? _kept;

    /// <summary>Whether each of a few objects moves the count by its own bytes. Allocates some 10 KB.</summary>
    /// <param name="count">Reads the calling thread's count; allocates nothing.</param>
    public static bool IsExact(Func<long> count)
    {
        // What the first call of it prepares may allocate.
        count();
        for (var i = 0; i < Tries; i++)
        {
            if (IsExactOnce(count))
                return true;
        }
        return false;
    }

    static bool IsExactOnce(Func<long> count)
    {
        long? overhead = null;
        for (var i = 0; i < Objects; i++)
        {
            var length = Smallest + (i * Step);
            var before = count();
            Allocate(length);
            var more = count() - before - length;
            if (more is < 0 or > MostOverhead || more != (overhead ??= more))
                return false;
        }
        _kept = null;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Allocate(int length) => _kept = new byte[length];
}
