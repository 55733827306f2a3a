using System.Collections;

namespace MemoryProfiler.Constructs.Iterators;

/// <summary>Every way to leave an iterator: to its end, by Dispose, by an exception.</summary>
public static class IteratorEndCases
{
    static readonly InvalidOperationException _failure = new("known");

    [AllocationCase(Iterators = 1), Profile]
    public static int BrokenOff()
    {
        foreach (var value in Endless()) // 2 x
        {
            if (value > 1) // 2 x 0 B
                break; // 1 x 56 B self 0 B
        }
        return 0; // 1 x 0 B
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int First()
    {
        return EndlessToo().First(); // 1 x
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int Take()
    {
        return Taken().Take(2).Count(); // 1 x
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int ToTheEnd()
    {
        return Count(EndsInItsFinally()); // 1 x
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int YieldBreak()
    {
        return Count(BreaksItself()); // 1 x
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int NeverStarted()
    {
        using var unused = NotBegun().GetEnumerator(); // 1 x
        return 0; // 1 x 0 B
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int DisposedTwice()
    {
        var values = Disposed().GetEnumerator(); // 1 x
        values.MoveNext(); // 1 x 0 B
        values.Dispose(); // 1 x 48 B self 0 B
        values.Dispose(); // 1 x 0 B
        return values.MoveNext() ? 1 : 0; // 1 x 0 B
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int ConsumerThrows()
    {
        try
        {
            foreach (var value in LeftByAnException()) // 1 x
                throw _failure; // 1 x
        }
        catch (InvalidOperationException)
        {
        }
        return 0;
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int IteratorThrows()
    {
        try
        {
            return Count(Throws()); // 1 x
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int FinallyThrows()
    {
        try
        {
            return ThrowsInFinally().First(); // 1 x
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int NestedBlocks()
    {
        return Layers().First(); // 1 x 120 B self 32 B
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int NestedBlocksToTheEnd()
    {
        return Count(LayersToTheEnd()); // 1 x
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int Using()
    {
        return Uses().First(); // 1 x
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int UsingToTheEnd()
    {
        return Count(UsesToTheEnd()); // 1 x
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int Lock()
    {
        return Locks().First(); // 1 x
    }

    [AllocationCase(Iterators = 2), Profile]
    public static int IteratorInIterator()
    {
        return Outer().First(); // 1 x
    }

    [AllocationCase(Iterators = 3), Profile]
    public static int Tree()
    {
        return Walk(3).ElementAt(2); // 1 x
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int CalleeInFinally()
    {
        return CallsInFinally().First(); // 1 x
    }

    [AllocationCase(Iterators = 1, Overlap = 56), Profile]
    public static int LocalIterator()
    {
        return Local().First(); // 1 x

        static IEnumerable<int> Local()
        {
            try
            {
                while (true)
                    yield return 1; // 1 x 0 B
            }
            finally
            {
                GC.KeepAlive(new byte[32]); // 1 x 56 B self 56 B
            }
        }
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int Generic()
    {
        return Arrays<long>().First().Length; // 1 x
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int NonGeneric()
    {
        foreach (var _ in Untyped()) // 1 x
            break; // 1 x 56 B self 0 B
        return 0; // 1 x 0 B
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int EnumeratedTwice()
    {
        var values = Reused(); // 1 x
        return values.First() + values.First(); // 1 x 112 B self 0 B
    }

    [AllocationCase(Iterators = 1), Profile]
    public static int StructEnumerator()
    {
        return FromList([1, 2]).First(); // 1 x
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<int> Endless()
    {
        try
        {
            for (var i = 1; ; i++) // 1 x 0 B
                yield return i; // 2 x 0 B
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 1 x 56 B self 56 B
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<int> EndlessToo()
    {
        try
        {
            while (true)
                yield return 1; // 1 x 0 B
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 1 x 56 B self 56 B
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<int> Taken()
    {
        try
        {
            yield return 1; // 1 x 0 B
            yield return 2; // 1 x 0 B
            yield return 3; // 0 x 0 B
        }
        finally
        {
            var made = new byte[32]; // 1 x 56 B self 56 B
            GC.KeepAlive(new byte[made.Length - 24]); // 1 x 32 B self 32 B
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<int> EndsInItsFinally()
    {
        try
        {
            yield return 1; // 1 x 0 B
            yield return 2; // 1 x 0 B
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 1 x 56 B self 56 B
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<int> BreaksItself()
    {
        try
        {
            yield return 1; // 1 x 0 B
            if (_failure.Message.Length > 0) // 1 x 0 B
                yield break; // 1 x 0 B
            yield return 2; // 0 x 0 B
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 1 x 56 B self 56 B
        }
    }

    [Profile] // 0 x 0 B self 0 B
    static IEnumerable<int> NotBegun()
    {
        try
        {
            yield return 1; // 0 x 0 B
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 0 x 0 B self 0 B
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<int> Disposed()
    {
        try
        {
            yield return 1; // 1 x 0 B
        }
        finally
        {
            GC.KeepAlive(new byte[24]); // 1 x 48 B self 48 B
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<int> LeftByAnException()
    {
        try
        {
            yield return 1; // 1 x 0 B
            yield return 2; // 0 x 0 B
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 1 x 56 B self 56 B
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<int> Throws()
    {
        try
        {
            yield return 1; // 1 x 0 B
            throw _failure; // 1 x
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 1 x 56 B self 56 B
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<int> ThrowsInFinally()
    {
        try
        {
            yield return 1; // 1 x 0 B
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 1 x 56 B self 56 B
            Fail(); // 1 x
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<int> Layers()
    {
        try
        {
            try
            {
                yield return 1; // 1 x 0 B
            }
            finally
            {
                GC.KeepAlive(new byte[8]); // 1 x 32 B self 32 B
            }
            yield return 2; // 0 x 0 B
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 1 x 56 B self 56 B
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<int> LayersToTheEnd()
    {
        for (var i = 0; i < 2; i++) // 3 x 0 B
        {
            try
            {
                try
                {
                    yield return 1; // 2 x 0 B
                }
                finally
                {
                    GC.KeepAlive(new byte[8]); // 2 x 64 B self 64 B
                }
                GC.KeepAlive(new byte[16]); // 2 x 80 B self 80 B
            }
            finally
            {
                GC.KeepAlive(new byte[32]); // 2 x 112 B self 112 B
            }
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<int> Uses()
    {
        using var used = new Allocating(); // 1 x 24 B self 24 B
        yield return 1; // 1 x 56 B self 56 B
        yield return 2; // 0 x 0 B
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<int> UsesToTheEnd()
    {
        using (new Allocating()) // 1 x 24 B self 24 B
        {
            yield return 1; // 1 x 0 B
            yield return 2; // 1 x 56 B self 56 B
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<int> Locks()
    {
        lock (_failure) // 1 x 0 B
        {
            yield return new byte[8].Length; // 1 x 32 B self 32 B
            yield return 2; // 0 x 0 B
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<int> Outer()
    {
        foreach (var value in Inner()) // 1 x
            yield return value; // 1 x 56 B self 0 B
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<int> Inner()
    {
        try
        {
            while (true)
                yield return 1; // 1 x 0 B
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 1 x 56 B self 56 B
        }
    }

    [Profile] // 3 x 0 B self 0 B
    static IEnumerable<int> Walk(int depth)
    {
        try
        {
            yield return depth; // 3 x 0 B
            if (depth > 1) // 2 x 0 B
            {
                foreach (var value in Walk(depth - 1)) // 3 x
                    yield return value; // 3 x 112 B self 0 B
            }
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 3 x 168 B self 168 B
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<int> CallsInFinally()
    {
        try
        {
            while (true)
                yield return 1; // 1 x 0 B
        }
        finally
        {
            Allocate(32); // 1 x 56 B self 0 B
            GC.KeepAlive(new byte[8]); // 1 x 32 B self 32 B
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<T[]> Arrays<T>()
    {
        try
        {
            while (true)
                yield return new T[1]; // 1 x 32 B self 32 B
        }
        finally
        {
            GC.KeepAlive(new T[4]); // 1 x 56 B self 56 B
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable Untyped()
    {
        try
        {
            while (true)
                yield return ""; // 1 x 0 B
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 1 x 56 B self 56 B
        }
    }

    [Profile] // 2 x 0 B self 0 B
    static IEnumerable<int> Reused()
    {
        try
        {
            while (true)
                yield return 1; // 2 x 0 B
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 2 x 112 B self 112 B
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static IEnumerable<int> FromList(List<int> values)
    {
        foreach (var value in values) // 1 x 0 B
            yield return value; // 1 x 0 B
    }

    [Profile]
    static void Allocate(int length) => GC.KeepAlive(new byte[length]); // 1 x 56 B self 56 B

    static void Fail() => throw _failure;

    static int Count(IEnumerable<int> values)
    {
        var count = 0;
        foreach (var _ in values)
            count++;
        return count;
    }

    sealed class Allocating : IDisposable
    {
        public void Dispose() => GC.KeepAlive(new byte[32]);
    }
}
