using System.Runtime.CompilerServices;
using System.Text;

namespace MemoryProfiler.Constructs.Allocations;

public static class PlainCases
{
    static readonly object _gate = new();

    static readonly List<int> _three = [2, 3, 4];
    static int _small = 1;
    static object? _kept;

    [AllocationCase, Profile]
    public static void Nothing()
    {
        var sum = 1; // 1 x 0 B
        sum += 2; // 1 x 0 B
        _ = sum;
    }

    [AllocationCase, Profile]
    public static object SmallArray()
    {
        var bytes = new byte[1000]; // 1 x 1024 B
        return bytes; // 1 x 0 B
    }

    [AllocationCase, Profile]
    public static object LargeArray()
    {
        var bytes = new byte[100_000]; // 1 x 100024 B
        return bytes; // 1 x 0 B
    }

    [AllocationCase, Profile]
    public static object SeveralLines()
    {
        var first = new object(); // 1 x 24 B
        var second = new int[3]; // 1 x 40 B
        var third = new long[10]; // 1 x 104 B
        return new[] { first, second, third }; // 1 x 48 B
    }

    [AllocationCase, Profile]
    public static object GridOfCells()
    {
        var grid = new int[3, 4]; // 1 x 88 B
        var rows = new int[2][]; // 1 x 40 B
        rows[0] = new int[1]; // 1 x 32 B
        return (grid, rows).GetType();
    }

    [AllocationCase, Profile]
    public static object Boxing()
    {
        object first = 5; // 1 x 24 B
        object second = 7L; // 1 x 24 B
        object third = 1.5m; // 1 x 32 B
        return new[] { first, second, third }; // 1 x 48 B
    }

    [AllocationCase, Profile]
    public static bool BoxingOfEnum()
    {
        Enum day = DayOfWeek.Friday; // 1 x 24 B
        IComparable number = 5; // 1 x 24 B
        return number.CompareTo(6) < 0 && day is DayOfWeek.Friday; // 1 x 24 B
    }

    [AllocationCase, Profile]
    public static object Strings()
    {
        var text = new string('x', 10); // 1 x 48 B
        var longer = text + text; // 1 x 64 B
        return longer[..5]; // 1 x 32 B
    }

    [AllocationCase, Profile]
    public static object Concatenation()
    {
        var number = 123;
        var text = number.ToString("D4"); // 1 x 32 B
        return text + "|" + text + "|" + text; // 1 x 120 B
    }

    [AllocationCase, Profile]
    public static object Interpolation()
    {
        var number = 42;
        return $"{number}-{number}"; // 1 x 32 B
    }

    [AllocationCase, Profile]
    public static object Formatting() => string.Format("{0}/{1}/{2}", 1, "two", 3L);

    [AllocationCase, Profile]
    public static object Builder()
    {
        var builder = new StringBuilder(); // 1 x 104 B
        builder.Append("abc").Append(5);
        return builder.ToString(); // 1 x 32 B
    }

    [AllocationCase, Profile]
    public static object Tuples()
    {
        var value = (1, "two");
        var item = Tuple.Create(value.Item1, value.Item2); // 1 x 32 B
        return item;
    }

    [AllocationCase, Profile]
    public static object Records()
    {
        var point = new Point(1, 2); // 1 x 24 B
        return point with { X = 5 }; // 1 x 24 B
    }

    [AllocationCase, Profile]
    public static object ParamsArray()
    {
        var items = Keep(1, "two"); // 1 x 64 B
        return items;
    }

    [AllocationCase, Profile]
    public static int ParamsSpan()
    {
        return Count(_small, 2, 3); // 1 x 0 B
    }

    [AllocationCase, Profile]
    public static object GrowingList()
    {
        var list = new List<int>(); // 1 x 32 B
        list.Add(1); // 1 x 40 B
        list.AddRange(_three); // 1 x 0 B
        list.Add(5); // 1 x 56 B
        return list;
    }

    [AllocationCase, Profile]
    public static object Dictionaries()
    {
        var map = new Dictionary<string, int>(); // 1 x 80 B
        map["one"] = 1;
        map["two"] = 2; // 1 x 0 B
        return map;
    }

    [AllocationCase, Profile]
    public static object CollectionExpression()
    {
        int[] first = [_small, 2, 3]; // 1 x 40 B
        List<int> second = [.. first, 4]; // 1 x 72 B
        return second;
    }

    [AllocationCase, Profile]
    public static int OnTheStack()
    {
        Span<int> items = stackalloc int[16]; // 1 x 0 B
        items[3] = 5;
        return items.ToArray().Length; // 1 x 88 B
    }

    [AllocationCase, Profile]
    public static int Structs()
    {
        var point = new Spot { X = 1 }; // 1 x 0 B
        object boxed = point; // 1 x 24 B
        return ((Spot)boxed).X;
    }

    [AllocationCase, Profile]
    public static void StaticField()
    {
        _kept = new byte[100]; // 1 x 128 B
        _kept = null; // 1 x 0 B
    }

    [AllocationCase, Profile]
    public static object? TernaryArms()
    {
        var small = _kept is null;
        return small
            ? new byte[8]
            : new byte[80];
    }

    [AllocationCase, Profile]
    public static object SwitchArms()
    {
        var kind = 1;
        switch (kind)
        {
            case 0:
                return new byte[8]; // 0 x 0 B
            case 1:
                return new byte[80]; // 1 x 104 B
            default:
                return "none"; // 0 x 0 B
        }
    }

    [AllocationCase, Profile]
    public static object ArgumentsOverSeveralLines()
    {
        return Keep(
            new byte[10],
            new byte[20]);
    }

    [AllocationCase, Profile]
    public static object TwoStatementsOnALine()
    {
        var a = new byte[8]; var b = new byte[16]; // 1 x 72 B
        return a.Length > b.Length ? a : b;
    }

    [AllocationCase, Profile]
    public static object Locked()
    {
        lock (_gate) // 1 x 0 B
        {
            return new object(); // 1 x 24 B
        }
    }

    [AllocationCase, Profile]
    public static object Dynamic()
    {
        dynamic value = 5; // 1 x 24 B
        return value + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static object[] Keep(params object[] items) => items;

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Count(params ReadOnlySpan<int> items) => items.Length;

    sealed record Point(int X, int Y);

    struct Spot
    {
        public int X;
    }
}
