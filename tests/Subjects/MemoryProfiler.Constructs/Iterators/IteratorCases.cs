namespace MemoryProfiler.Constructs.Iterators;

public static class IteratorCases
{
    [AllocationCase(Iterators = 1), Profile]
    public static int Enumerable()
    {
        var sum = 0; // 1 x 0 B
        foreach (var value in Values()) // 4 x
            sum += value.Length; // 3 x 0 B
        return sum; // 1 x 0 B
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int EarlyBreak()
    {
        foreach (var value in Guarded())
            return value.Length; // 1 x 56 B self 0 B
        return 0;
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int EnumeratedTwice()
    {
        var values = Twice(); // 1 x
        return Count(values) + Count(values); // 1 x 160 B self 0 B
    }

    [AllocationCase(Iterators = 2), Profile]
    public static int NestedIterators()
    {
        return Length(Outer(2)); // 1 x
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int ByHand()
    {
        using var letters = Letters(); // 1 x
        letters.MoveNext(); // 1 x 32 B self 0 B
        letters.MoveNext(); // 1 x 40 B self 0 B
        return letters.Current.Length; // 1 x 0 B
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int Generic()
    {
        return Length(Boxes(5L)); // 1 x
    }

    [AllocationCase(Iterators = 1, Overlap = 32), Profile]
    public static int LocalIterator()
    {
        return Length(Local()); // 1 x

        static IEnumerable<byte[]> Local()
        {
            yield return new byte[8]; // 1 x 32 B
        }
    }

    [Profile]
    static IEnumerable<byte[]> Values()
    {
        for (var i = 0; i < 3; i++) // 4 x 0 B
            yield return new byte[8]; // 3 x 96 B self 96 B
    }

    [Profile]
    static IEnumerable<byte[]> Guarded()
    {
        try
        {
            yield return new byte[16]; // 1 x 40 B
            yield return new byte[24];
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 1 x 56 B
        }
    }

    [Profile]
    static IEnumerable<byte[]> Twice()
    {
        yield return new byte[8]; // 2 x 64 B
        yield return new byte[24]; // 2 x 96 B
    }

    [Profile]
    static IEnumerable<object> Outer(int count)
    {
        foreach (var value in Inner(count)) // 3 x
            yield return new byte[value]; // 2 x 64 B self 64 B
    }

    [Profile]
    static IEnumerable<int> Inner(int count)
    {
        while (count-- > 0) // 3 x 0 B
            yield return new byte[16].Length / 2; // 2 x 80 B
    }

    [Profile]
    static IEnumerator<byte[]> Letters()
    {
        yield return new byte[8]; // 1 x 32 B
        yield return new byte[16]; // 1 x 40 B
    }

    [Profile]
    static IEnumerable<object> Boxes<T>(T value)
        where T : struct
    {
        yield return value; // 1 x 24 B
        yield return new T[2]; // 1 x 40 B
    }

    static int Count(IEnumerable<byte[]> values)
    {
        var count = 0;
        foreach (var _ in values)
            count++;
        return count;
    }

    static int Length(IEnumerable<object> values)
    {
        var count = 0;
        foreach (var _ in values)
            count++;
        return count;
    }
}
