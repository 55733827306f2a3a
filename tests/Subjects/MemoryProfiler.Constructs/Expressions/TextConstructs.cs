namespace MemoryProfiler.Constructs.Expressions;

public static class TextConstructs
{
    [Construct]
    public static void InterpolatedStrings(TextWriter output)
    {
        output.WriteLine(Interpolated("x", 5, 2.5));
        output.WriteLine(WithBraces(3));
    }

    [Construct]
    public static void RawStrings(TextWriter output)
    {
        output.WriteLine(Raw());
        output.WriteLine(RawInterpolated(7));
    }

    [Construct]
    public static void Utf8AndConstants(TextWriter output) => output.WriteLine(Utf8());

    [Construct]
    public static void CollectionExpressions(TextWriter output) => output.WriteLine(Collected([3, 4]));

    [Construct]
    public static void CollectionAndObjectInitializers(TextWriter output) => output.WriteLine(Initialized());

    [Construct]
    public static void Patterns(TextWriter output)
    {
        output.WriteLine($"{Listed([])} {Listed([1])} {Listed([1, 2, 3])} {Listed([9, 0, 9])}");
        output.WriteLine($"{Between(5)} {Between(50)} {IsOrigin((0, 0))} {IsOrigin((0, 1))}");
    }

    [Construct]
    public static void RangesAndIndices(TextWriter output) => output.WriteLine(Cut([1, 2, 3, 4, 5], "abcdef"));

    [Construct]
    public static void Dynamic(TextWriter output)
    {
        output.WriteLine(AddDynamic(1, 2));
        output.WriteLine(AddDynamic("a", 2));
        Outcome.Write(output, () => AddDynamic(1, null!));
    }

    [Construct]
    public static void AnonymousTypes(TextWriter output) => output.WriteLine(Anonymous(3));

    [Construct]
    public static void NullOperators(TextWriter output) =>
        output.WriteLine($"{Chain(null)} {Chain(new Node())} {Chain(new Node { Next = new Node { Next = new Node() } })}");

    [Construct]
    public static void NullConditionalAssignment(TextWriter output)
    {
        var node = new Node();
        Attach(node);
        Attach(null);
        output.WriteLine(node.Next is not null);
    }

    [Profile]
    static string Interpolated(string text, int number, double value)
    {
        var line = $"{text,5}|{number:D3}|{value:F2}|{(number > 3 ? "big" : $"small {number}")}";
        return line;
    }

    [Profile]
    static string WithBraces(int number) => $"{{{number}}} // not a comment {'}'} \" }}";

    [Profile]
    static string Raw()
    {
        return """
            { "quoted": "}" }
              // not a comment
            """;
    }

    [Profile]
    static string RawInterpolated(int number)
    {
        var text = $$"""
            {literal} {{number}} {{(number > 5 ? "}" : "{")}}
            """;
        return text;
    }

    [Profile]
    static int Utf8()
    {
        const string Constant = "con" + "stant";
        var bytes = "bytes"u8;
        return bytes.Length + Constant.Length;
    }

    [Profile]
    static string Collected(int[] more)
    {
        List<int> list = [1, 2, .. more, 5];
        Span<int> span = [.. list, 6];
        HashSet<string> set = ["a", "a", "b"];
        return $"{list.Count} {span[^1]} {set.Count}";
    }

    [Profile]
    static string Initialized()
    {
        var node = new Node
        {
            Next = new Node { Name = "inner" },
            Name = "outer",
            Tags = { "a", "b" },
        };
        var map = new Dictionary<string, int>
        {
            ["one"] = 1,
            ["two"] = 2,
        };
        return $"{node.Name} {node.Next.Name} {node.Tags.Count} {map["two"]}";
    }

    [Profile]
    static string Listed(int[] items) => items switch
    {
        [] => "empty",
        [var only] => $"one {only}",
        [9, .., 9] => "nines",
        [var first, .. var rest] => $"{first} and {rest.Length}",
    };

    [Profile]
    static bool Between(int value) => value is > 1 and (< 10 or 11) and not 7;

    [Profile]
    static bool IsOrigin((int X, int Y) point)
    {
        return point is { X: 0, Y: 0 };
    }

    [Profile]
    static string Cut(int[] items, string text)
    {
        var middle = items[1..^1];
        return $"{middle.Length} {items[^2]} {text[..2]}{text[^1..]}";
    }

    [Profile]
    static string AddDynamic(dynamic a, dynamic b)
    {
        var sum = a + b;
        return sum.ToString();
    }

    [Profile]
    static string Anonymous(int value)
    {
        var pair = new { Value = value, Text = value.ToString() };
        return pair.ToString() + (pair with { Value = 1 });
    }

    [Profile]
    static string Chain(Node? node)
    {
        var name = node?.Next?.Next?.Name ?? "nothing";
        node ??= new Node { Name = "made" };
        return name + "/" + node.Name;
    }

    [Profile]
    static void Attach(Node? node)
    {
        node?.Next = new Node();
    }

    sealed class Node
    {
        public Node? Next { get; set; }

        public string Name { get; set; } = "node";

        public List<string> Tags { get; } = [];
    }
}
