using System.Collections;

namespace MemoryProfiler.Constructs.Iterators;

public static class IteratorConstructs
{
    [Construct]
    public static void Enumerable(TextWriter output) => output.WriteLine(string.Join(" ", UpTo(4)));

    [Construct]
    public static void Enumerator(TextWriter output)
    {
        using var letters = Letters("abc");
        while (letters.MoveNext())
            output.Write(letters.Current);
        Outcome.Write(output, letters.Reset);
    }

    [Construct]
    public static void NonGeneric(TextWriter output)
    {
        foreach (var value in Mixed())
            output.WriteLine(value);
        var enumerator = MixedEnumerator();
        enumerator.MoveNext();
        output.WriteLine(enumerator.Current);
    }

    [Construct]
    public static void GenericIterator(TextWriter output)
    {
        output.WriteLine(string.Join(" ", Pairs([1, 2, 3])));
        output.WriteLine(string.Join(" ", new Bag<string>("a", "b").Reversed<int>(7)));
    }

    [Construct]
    public static void InAStruct(TextWriter output)
    {
        var range = new Range3(5);
        foreach (var value in range)
            output.WriteLine(value);
        output.WriteLine(range.First);
    }

    [Construct]
    public static void TryFinally(TextWriter output)
    {
        foreach (var value in Guarded(output, 2))
            output.WriteLine(value);
    }

    [Construct]
    public static void EarlyDispose(TextWriter output)
    {
        foreach (var value in Guarded(output, 9))
        {
            output.WriteLine(value);
            if (value == 1)
                break;
        }
        var enumerator = Guarded(output, 3).GetEnumerator();
        enumerator.Dispose();
        output.WriteLine(enumerator.MoveNext());
    }

    [Construct]
    public static void EnumeratedTwice(TextWriter output)
    {
        var numbers = UpTo(3);
        output.WriteLine($"{numbers.Sum()} {numbers.Sum()} {numbers.Zip(numbers, (a, b) => a * b).Sum()}");
    }

    [Construct]
    public static void YieldBreak(TextWriter output) => output.WriteLine(string.Join(" ", UntilZero([3, 2, 0, 1])));

    [Construct]
    public static void NestedGenerators(TextWriter output)
    {
        output.WriteLine(string.Join(" ", Flatten(new Node(1, [new Node(2, [new Node(3, [])]), new Node(4, [])]))));
        output.WriteLine(string.Join(" ", Doubled(UpTo(4))));
    }

    [Construct]
    public static void PropertyAndIndexer(TextWriter output)
    {
        var bag = new Bag<string>("x", "y");
        output.WriteLine(string.Join(" ", bag.All) + string.Join(" ", bag[3]));
    }

    [Construct]
    public static void Infinite(TextWriter output) => output.WriteLine(string.Join(" ", Powers().Take(6)));

    [Construct]
    public static void ThrowingIterator(TextWriter output) => Outcome.Write(output, () => output.WriteLine(Failing(output).Sum()));

    [Construct]
    public static void NestedFinallyBlocks(TextWriter output)
    {
        foreach (var value in Layers(output))
            output.WriteLine(value);
        output.WriteLine(Layers(output).First());
    }

    [Construct]
    public static void RefLocalsBetweenYields(TextWriter output) => output.WriteLine(string.Join(" ", Lengths(["a", "bcd"])));

    [Construct]
    public static void ArgumentCheckIsDeferred(TextWriter output)
    {
        var pairs = UntilZero(null!);
        output.WriteLine("made");
        Outcome.Write(output, () => output.WriteLine(pairs.Count()));
    }

    [Profile]
    static IEnumerable<int> UpTo(int count)
    {
        for (var i = 0; i < count; i++)
            yield return i;
    }

    [Profile]
    static IEnumerator<char> Letters(string text)
    {
        foreach (var letter in text)
            yield return letter;
    }

    [Profile]
    static IEnumerable Mixed()
    {
        yield return 1;
        yield return "two";
        yield return 3.5m;
    }

    [Profile]
    static IEnumerator MixedEnumerator()
    {
        yield return new { A = 1 };
    }

    [Profile]
    static IEnumerable<(T, T)> Pairs<T>(IReadOnlyList<T> values)
        where T : struct
    {
        for (var i = 1; i < values.Count; i++)
            yield return (values[i - 1], values[i]);
    }

    [Profile]
    static IEnumerable<int> Guarded(TextWriter output, int count)
    {
        try
        {
            for (var i = 0; i < count; i++)
                yield return i;
            output.WriteLine("end");
        }
        finally
        {
            output.WriteLine("finally");
        }
    }

    [Profile]
    static IEnumerable<int> UntilZero(int[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
        {
            if (value == 0)
                yield break;
            yield return value;
        }
    }

    [Profile]
    static IEnumerable<int> Flatten(Node node)
    {
        yield return node.Value;
        foreach (var inner in node.Nodes)
        {
            foreach (var value in Flatten(inner))
                yield return value;
        }
    }

    [Profile]
    static IEnumerable<int> Doubled(IEnumerable<int> values)
    {
        foreach (var value in values)
            yield return value * 2;
    }

    [Profile]
    static IEnumerable<long> Powers()
    {
        for (var power = 1L; ; power *= 2)
            yield return power;
    }

    [Profile]
    static IEnumerable<int> Failing(TextWriter output)
    {
        yield return 1;
        try
        {
            yield return 2;
            throw new InvalidDataException("third");
        }
        finally
        {
            output.WriteLine("finally");
        }
    }

    [Profile]
    static IEnumerable<int> Layers(TextWriter output)
    {
        try
        {
            yield return 1;
            using var writer = new StringWriter();
            try
            {
                writer.Write("inner");
                yield return 2;
            }
            finally
            {
                output.WriteLine(writer);
            }
            lock (output)
                yield return 3;
        }
        finally
        {
            output.WriteLine("outer");
        }
    }

    [Profile]
    static IEnumerable<int> Lengths(string[] texts)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            var span = texts[i].AsSpan();
            var length = span.Length;
            yield return length;
            ref var text = ref texts[i];
            text += "!";
            yield return text.Length;
        }
    }

    sealed record Node(int Value, Node[] Nodes);

    readonly struct Range3(int start)
    {
        [Profile]
        public IEnumerator<int> GetEnumerator()
        {
            for (var i = 0; i < 3; i++)
                yield return start + i;
        }

        [Profile]
        public int First => Inner().First();

        [Profile]
        IEnumerable<int> Inner()
        {
            yield return start * 10;
        }
    }

    sealed class Bag<T>(params T[] values)
        where T : class
    {
        [Profile]
        public IEnumerable<T> All
        {
            get
            {
                foreach (var value in values)
                    yield return value;
            }
        }

        [Profile]
        public IEnumerable<string> this[int times]
        {
            get
            {
                for (var i = 0; i < times; i++)
                    yield return $"{values[i % values.Length]}{i}";
            }
        }

        [Profile]
        public IEnumerable<(T, TOther)> Reversed<TOther>(TOther other)
        {
            for (var i = values.Length; i-- > 0;)
                yield return (values[i], other);
        }
    }
}
