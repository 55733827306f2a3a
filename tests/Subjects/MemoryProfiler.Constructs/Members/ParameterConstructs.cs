namespace MemoryProfiler.Constructs.Members;

public static class ParameterConstructs
{
    static readonly int[] _numbers = [1, 2, 3];

    delegate ref int Finder(int[] items);

    [Construct]
    public static void RefInOut(TextWriter output)
    {
        var value = 1;
        Change(ref value, 5, out var copy);
        output.WriteLine($"{value} {copy}");
    }

    [Construct]
    public static void RefReturn(TextWriter output)
    {
        int[] items = [1, 5, 3];
        ref var largest = ref Largest(items);
        largest = 0;
        Finder finder = Largest;
        output.WriteLine($"{string.Join(",", items)} {finder(items)}");
        Outcome.Write(output, () => Largest([]));
    }

    [Construct]
    public static void RefReadonlyReturn(TextWriter output)
    {
        ref readonly var second = ref Second();
        output.WriteLine(second);
    }

    [Construct]
    public static void ParamsArrayAndSpan(TextWriter output) =>
        output.WriteLine($"{Count(1, 2, 3)} {Count()} {Join("a", "b")} {Listed(4, 5)}");

    [Construct]
    public static void OptionalAndNamedArguments(TextWriter output) =>
        output.WriteLine($"{Format(1)} {Format(1, suffix: "!")} {Format(width: 4, value: 2)}");

    [Construct]
    public static void Tuples(TextWriter output)
    {
        var (low, high) = Bounds([4, 1, 9]);
        (low, high) = (high, low);
        output.WriteLine($"{low} {high} {Bounds([1]).Low}");
    }

    [Construct]
    public static void Deconstruction(TextWriter output) => output.WriteLine(Swap(new Split("left=right")));

    [Construct]
    public static void ScopedParameters(TextWriter output)
    {
        Span<int> space = [1, 2, 3];
        output.WriteLine(Sum(space, 10));
    }

    [Construct]
    public static void ManyParameters(TextWriter output) =>
        output.WriteLine(Many(1, 2L, 3f, 4d, 5m, "6", '7', 8, true, [10], DayOfWeek.Friday, new Split("a=b")));

    [Profile]
    static void Change(ref int value, in int by, out int copy)
    {
        value += by;
        copy = value;
    }

    [Profile]
    static ref int Largest(int[] items)
    {
        ref var best = ref items[0];
        for (var i = 1; i < items.Length; i++)
        {
            if (items[i] > best)
                best = ref items[i];
        }
        return ref best;
    }

    [Profile]
    static ref readonly int Second() => ref _numbers[1];

    [Profile]
    static int Count(params object[] items) => items.Length;

    [Profile]
    static string Join(params ReadOnlySpan<string> parts)
    {
        return string.Join("+", parts);
    }

    [Profile]
    static int Listed(params List<int> items) => items.Sum();

    [Profile]
    static string Format(int value, int width = 2, string suffix = "") => value.ToString("D" + width) + suffix;

    [Profile]
    static (int Low, int High) Bounds(int[] values)
    {
        return (values.Min(), values.Max());
    }

    [Profile]
    static string Swap(Split split)
    {
        var (left, right) = split;
        return $"{right}={left}";
    }

    [Profile]
    static int Sum(scoped ReadOnlySpan<int> values, scoped in int start)
    {
        var sum = start;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    [Profile]
    static string Many(int a, long b, float c, double d, decimal e, string f, char g, byte h, bool i, int[] j, DayOfWeek k, Split l)
    {
        var text = string.Join(" ", a, b, c, d, e, f, g, h, i, j.Length, k);
        return text + l;
    }

    sealed class Split(string text)
    {
        [Profile]
        public void Deconstruct(out string left, out string right)
        {
            var at = text.IndexOf('=');
            left = text[..at];
            right = text[(at + 1)..];
        }

        [Profile]
        public override string ToString() => text;
    }
}
