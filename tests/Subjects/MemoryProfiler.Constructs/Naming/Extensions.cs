namespace MemoryProfiler.Constructs.Naming;

[System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2225", Justification = "It is about names.")]
static class Extensions
{
    [Profile, ReportedAs("Extensions.Twice(string text)")]
    public static string Twice(this string text) => text + text;

    extension(string text)
    {
        [Profile]
        [ReportedAs("Extensions.extension(string text).WordCount.get")]
        public int WordCount => text.Split(' ').Length;

        [Profile, ReportedAs("Extensions.extension(string text).Repeated(int times)")]
        public string Repeated(int times) => string.Concat(Enumerable.Repeat(text, times));

        [Profile, ReportedAs("Extensions.extension(string text).As<T>(Func<string, T> parse)")]
        public T As<T>(Func<string, T> parse) => parse(text);

        [Profile, ReportedAs("Extensions.extension(string text).Blank(int length)")]
        public static string Blank(int length) => new(' ', length);

        public static string Separator
        {
            [Profile, ReportedAs("Extensions.extension(string text).Separator.get")] get => ";";
        }
    }

    extension(int number)
    {
        [Profile, ReportedAs("Extensions.extension(int number).Repeated(int times)")]
        public string Repeated(int times)
        {
            return string.Concat(Enumerable.Repeat(number, times));
        }
    }

    extension<T>(IReadOnlyList<T?> list)
        where T : class
    {
        [Profile, ReportedAs("Extensions.extension<T>(IReadOnlyList<T?> list).Second()")]
        public T? Second() => list.Count > 1 ? list[1] : null;

        [Profile, ReportedAs("Extensions.extension<T>(IReadOnlyList<T?> list).Convert<TOther>(Func<T?, TOther> convert)")]
        public IEnumerable<TOther> Convert<TOther>(Func<T?, TOther> convert)
        {
            foreach (var item in list)
                yield return convert(item);
        }
    }

    extension(Version)
    {
        [Profile, ReportedAs("Extensions.extension(Version).Parsed(ReadOnlySpan<char> text)")]
        public static Version Parsed(ReadOnlySpan<char> text) => Version.Parse(text);

        [Profile, ReportedAs("Extensions.extension(Version).operator +(Version version, int builds)")]
        public static Version operator +(Version version, int builds) => new(version.Major, version.Minor, version.Build + builds);
    }
}
