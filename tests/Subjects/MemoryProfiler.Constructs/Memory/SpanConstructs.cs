namespace MemoryProfiler.Constructs.Memory;

public static class SpanConstructs
{
    [Construct]
    public static void SpanReturn(TextWriter output)
    {
        int[] items = [1, 2, 3, 4];
        Middle(items)[0] = 9;
        output.WriteLine($"{string.Join(",", items)} {Middle(items).Length}");
        Outcome.Write(output, () => Middle([1]));
    }

    [Construct]
    public static void ReadOnlySpanOfText(TextWriter output) => output.WriteLine(Word("one two").ToString());

    [Construct]
    public static void MemoryAndSlices(TextWriter output) => output.WriteLine(Sliced(new byte[10]).Length);

    [Construct]
    public static void RefLocals(TextWriter output)
    {
        int[] items = [1, 2];
        Swap(items);
        output.WriteLine($"{items[0]} {items[1]}");
    }

    [Construct]
    public static void RefStructReturn(TextWriter output)
    {
        Span<char> space = stackalloc char[8];
        var writer = Begin(space);
        writer.Add('a').Add('b');
        output.WriteLine(writer.Text.ToString());
    }

    [Profile]
    static Span<int> Middle(int[] items)
    {
        var all = items.AsSpan();
        return all[1..^1];
    }

    [Profile]
    static ReadOnlySpan<char> Word(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(' ');
        return end < 0 ? text : text[..end];
    }

    [Profile]
    static ReadOnlyMemory<byte> Sliced(Memory<byte> memory) => memory[2..5];

    [Profile]
    static void Swap(int[] items)
    {
        ref var first = ref items[0];
        ref var second = ref items[1];
        (first, second) = (second, first);
    }

    [Profile]
    static Writer Begin(Span<char> space) => new(space);

    ref struct Writer(Span<char> space)
    {
        readonly Span<char> _space = space;
        int _length;

        public readonly ReadOnlySpan<char> Text => _space[.._length];

        [Profile]
        [System.Diagnostics.CodeAnalysis.UnscopedRef]
        public ref Writer Add(char character)
        {
            _space[_length++] = character;
            return ref this;
        }
    }
}
