using System.Runtime.CompilerServices;

namespace MemoryProfiler.HeapTests.Sites;

/// <summary>
/// Allocates in shapes of C#: arrays large enough that each is seen, each of a type of its own. Not optimised, as what is put into its
/// caller has the caller's line.
/// </summary>
sealed class Shapes<TOuter>
{
    const int Length = 1_000_000;

    static readonly List<(string Type, string Method, int Line)> _expected = [];

    Shapes()
    {
        Expect("ulong[]", "Shapes<TOuter>.Shapes()");
        Keep(new ulong[Length]);
    }

    /// <summary>The element type of each array, and the method and the line that made it.</summary>
    public static IReadOnlyList<(string Type, string Method, int Line)> Expected => _expected;

    public static Shapes<TOuter> operator +(Shapes<TOuter> some, int count)
    {
        Expect("decimal[]", "Shapes<TOuter>.operator +(Shapes<TOuter>, int)");
        Keep(new decimal[count]);
        return some;
    }

    object? Property
    {
        get
        {
            Expect("double[]", "Shapes<TOuter>.Property.get");
            return Keep(new double[Length]);
        }
    }

    object? this[int index, string name]
    {
        set
        {
            Expect("float[]", "Shapes<TOuter>.this[int, string].set");
            Keep(new float[Length + index]);
        }
    }

    [MethodImpl(MethodImplOptions.NoOptimization)]
    public static async Task RunAsync()
    {
        var shapes = new Shapes<TOuter>();
        _ = shapes.Property;
        shapes += Length;
        shapes[1, ""] = null;
        shapes.Generic<string>([], out _);
        await shapes.BeforeAndAfterAsync();
        foreach (var _ in shapes.Iterate())
        {
        }
        var lambda = (int count) =>
        {
            Expect("long[]", "Shapes<TOuter>.RunAsync.lambda(int)");
            Keep(new long[count]);
        };
        lambda(Length);
        Local(Length);

        static void Local(int? count)
        {
            Expect("ushort[]", "Shapes<TOuter>.RunAsync.Local(int?)");
            Keep(new ushort[count!.Value]);
        }
    }

    void Generic<T>(List<T> some, out int count)
    {
        count = some.Count;
        Expect("T[]", "Shapes<TOuter>.Generic<T>(List<T>, out int)");
        Keep(new T[Length]);
    }

    async Task BeforeAndAfterAsync()
    {
        Expect("int[]", "Shapes<TOuter>.BeforeAndAfterAsync()");
        Keep(new int[Length]);
        await Task.Yield();
        Expect("uint[]", "Shapes<TOuter>.BeforeAndAfterAsync()");
        Keep(new uint[Length]);
    }

    IEnumerable<int> Iterate()
    {
        yield return 1;
        Expect("short[]", "Shapes<TOuter>.Iterate()");
        Keep(new short[Length]);
    }

    static void Expect(string type, string method, [CallerLineNumber] int line = 0) => _expected.Add((type, $"{typeof(Shapes<>).Namespace}.{method}", line + 1));

    static object Keep(object made)
    {
        GC.KeepAlive(made);
        return made;
    }
}
