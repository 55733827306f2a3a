namespace MemoryProfiler;

/// <summary>Assertions on the heap, for tests of any framework. The tests of a process must not run side by side with them.</summary>
public static class HeapAssert
{
    /// <summary>Asserts that a step can be repeated without leaving more objects behind each time.</summary>
    /// <param name="roundTrip">The step: it does something and undoes it.</param>
    /// <param name="rounds">How many rounds are compared at most. The first quiet one ends it.</param>
    /// <exception cref="MemoryAssertException">Some paths lead to more objects after every round; the message names them.</exception>
    /// <exception cref="HeapSnapshotException">A snapshot cannot be had whole.</exception>
    public static void DoesNotGrow(Action roundTrip, int rounds = 5)
    {
        var growth = HeapGrowth.ByPath(roundTrip, rounds);
        if (growth.Count == 0)
            return;
        throw new MemoryAssertException($"{nameof(HeapAssert)}.{nameof(DoesNotGrow)}: the heap grew in each of {rounds} rounds.\n  {string.Join("\n  ", growth)}");
    }
}
