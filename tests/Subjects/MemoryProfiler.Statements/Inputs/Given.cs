using System.Runtime.CompilerServices;

namespace MemoryProfiler.Statements.Inputs;

/// <summary>What statements work on, made before the first of them runs.</summary>
static class Given
{
    public static readonly int[] Numbers = [.. Enumerable.Range(0, 100)];
    public static readonly List<int> List = [.. Numbers];
    public static readonly Dictionary<int, int> Map = new() { [1] = 1, [2] = 2, [3] = 3 };
    public static readonly HashSet<int> Set = [1, 2, 3];
    public static readonly string Words = string.Join(' ', Enumerable.Repeat("abcd", 10));
    public static readonly Order First = new(1, 2);
    public static readonly Order Second = new(1, 2);
    public static readonly Worker Worker = new();
    public static int Seven = 7;
    public static int Three = 3;
    public static string Word = "bb";
    public static Color Color = Color.Green;
    public static Sides Sides = Sides.Left | Sides.Right;
    public static double Half = 1234.5;
    public static decimal Price = 1234.5m;
    public static long Sum;
    public static object? Kept;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Keep(object? value) => Kept = value;

    /// <summary>Too far away for the compiler to look into.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Apply(Func<int, int> function) => function(3);

    /// <summary>So small that the compiler looks into it.</summary>
    public static int ApplySmall(Func<int, int> function) => function(3);

    public static int AddOne(int x) => x + 1;

    public static int Count(params object[] values) => values.Length;

    public static int CountNumbers(params int[] values) => values.Length;

    public static int CountSpan(params ReadOnlySpan<int> values) => values.Length;

    public static bool AreEqual<T>(T a, T b)
        where T : IEquatable<T> => a.Equals(b);
}
