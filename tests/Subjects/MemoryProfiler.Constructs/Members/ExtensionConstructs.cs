namespace MemoryProfiler.Constructs.Members;

public static class ExtensionConstructs
{
    [Construct]
    public static void ExtensionMethod(TextWriter output) => output.WriteLine("word".Repeated(3));

    [Construct]
    public static void ExtensionBlock(TextWriter output)
    {
        output.WriteLine("one two three".WordCount);
        output.WriteLine("abc".Reversed());
        output.WriteLine(string.Blank(2).Length);
        output.WriteLine(new List<int> { 4, 5 }.SecondOrDefault());
    }

    [Profile]
    static string Repeated(this string text, int times)
    {
        return string.Concat(Enumerable.Repeat(text, times));
    }

    extension(string text)
    {
        [Profile]
        public int WordCount => text.Split(' ').Length;

        [Profile]
        public string Reversed()
        {
            var characters = text.ToCharArray();
            Array.Reverse(characters);
            return new string(characters);
        }

        [Profile]
        public static string Blank(int length) => new(' ', length);
    }

    extension<T>(IReadOnlyList<T> list)
    {
        [Profile]
        public T? SecondOrDefault()
        {
            return list.Count > 1 ? list[1] : default;
        }
    }
}
