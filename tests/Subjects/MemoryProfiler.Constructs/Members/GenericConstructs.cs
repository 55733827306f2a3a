using System.Numerics;

namespace MemoryProfiler.Constructs.Members;

public static class GenericConstructs
{
    [Construct]
    public static void GenericMethod(TextWriter output) =>
        output.WriteLine($"{Describe(1)} {Describe("text")} {Describe<object?>(null)} {Pair(1, "x")}");

    [Construct]
    public static void GenericType(TextWriter output)
    {
        output.WriteLine(new Box<int>(5).Map(i => i.ToString("D3")));
        output.WriteLine(new Box<string>("abc").Map(s => s.Length));
        output.WriteLine(new Box<(int, string)>((1, "t")).Map(t => t));
    }

    [Construct]
    public static void NestedGeneric(TextWriter output)
    {
        output.WriteLine(new Box<int>.Shelf<string>(1, "a").Show<double>(2.5));
        output.WriteLine(new Box<string>.Shelf<int>("a", 1).Show<object>("o"));
    }

    [Construct]
    public static void GenericConstraints(TextWriter output)
    {
        output.WriteLine(Largest([3, 9, 4]));
        output.WriteLine(Make<List<int>>().Count);
        output.WriteLine(Size<long>());
    }

    [Construct]
    public static void GenericStatics(TextWriter output)
    {
        output.WriteLine(Registry<int>.Register());
        output.WriteLine(Registry<string>.Register());
        output.WriteLine(Registry<int>.Register());
    }

    [Construct]
    public static void StaticAbstractMembers(TextWriter output)
    {
        output.WriteLine(Sum([1.5, 2.5]));
        output.WriteLine(Parse<Metres>("12").Value);
    }

    [Construct]
    public static void AllowsRefStruct(TextWriter output) => output.WriteLine(Consume(new Window([1, 2, 3])));

    [Construct]
    public static void Covariance(TextWriter output)
    {
        ISource<object> source = new Source<string>("covariant");
        output.WriteLine(source.Take());
    }

    [Profile]
    static string Describe<T>(T value)
    {
        var type = typeof(T);
        return $"{type.Name}={value}";
    }

    [Profile]
    static (TSecond, TFirst) Pair<TFirst, TSecond>(TFirst first, TSecond second)
        where TFirst : struct
        where TSecond : class
    {
        return (second, first);
    }

    [Profile]
    static T Largest<T>(IEnumerable<T> values) where T : IComparable<T>
    {
        var best = values.First();
        foreach (var value in values)
        {
            if (value.CompareTo(best) > 0)
                best = value;
        }
        return best;
    }

    [Profile]
    static T Make<T>() where T : new() => new();

    [Profile]
    static unsafe int Size<T>() where T : unmanaged => sizeof(T);

    [Profile]
    static T Sum<T>(ReadOnlySpan<T> values) where T : INumber<T>
    {
        var sum = T.Zero;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    [Profile]
    static T Parse<T>(string text) where T : IQuantity<T> => T.Create(int.Parse(text));

    [Profile]
    static int Consume<T>(T value) where T : ISized, allows ref struct
    {
        var size = value.Size;
        return size;
    }

    interface ISized
    {
        int Size { get; }
    }

    readonly ref struct Window(Span<int> span) : ISized
    {
        readonly Span<int> _span = span;

        [Profile]
        public int Size => _span.Length;
    }

    interface IQuantity<TSelf> where TSelf : IQuantity<TSelf>
    {
        static abstract TSelf Create(int value);

        [Profile]
        static virtual string Unit() => "none";
    }

    readonly struct Metres : IQuantity<Metres>
    {
        public int Value { get; private init; }

        [Profile]
        public static Metres Create(int value) => new() { Value = value };
    }

    interface ISource<out T>
    {
        T Take();
    }

    sealed class Source<T>(T item) : ISource<T>
    {
        [Profile]
        public T Take() => item;
    }

    static class Registry<T>
    {
        static readonly List<string> _names = [];

        [Profile]
        public static string Register()
        {
            _names.Add(typeof(T).Name);
            return string.Join(",", _names);
        }
    }

    sealed class Box<T>
    {
        readonly T _value;

        [Profile]
        public Box(T value) => _value = value;

        [Profile]
        public TResult Map<TResult>(Func<T, TResult> map)
        {
            var result = map(_value);
            return result;
        }

        public sealed class Shelf<TOther>(T first, TOther second)
        {
            [Profile]
            public string Show<TThird>(TThird third)
            {
                var all = new object?[] { first, second, third };
                return string.Join("/", all);
            }
        }
    }
}
