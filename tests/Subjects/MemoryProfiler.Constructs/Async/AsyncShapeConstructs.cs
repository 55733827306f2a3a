using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Async;

public static class AsyncShapeConstructs
{
    [Construct]
    public static void TaskMethod(TextWriter output) => Append(output, 3).Wait();

    [Construct]
    public static void TaskOfT(TextWriter output) => output.WriteLine(Sum(1, 2).Result);

    [Construct]
    public static void ValueTaskMethod(TextWriter output) => AppendCheaply(output).AsTask().Wait();

    [Construct]
    public static void ValueTaskOfT(TextWriter output)
    {
        output.WriteLine(Half(8).AsTask().Result);
        output.WriteLine(Half(7).AsTask().Result);
    }

    [Construct]
    public static void AsyncVoid(TextWriter output)
    {
        using var done = new ManualResetEventSlim();
        Fire(output, done);
        done.Wait();
    }

    [Construct]
    public static void PoolingBuilder(TextWriter output)
    {
        for (var i = 0; i < 3; i++)
            output.WriteLine(Pooled(i).AsTask().Result);
    }

    [Construct]
    public static void CustomTaskLike(TextWriter output)
    {
        output.WriteLine(Promised(4).Result);
        Outcome.Write(output, () => _ = Promised(-1).Result);
    }

    [Construct]
    public static void GenericInGenericType(TextWriter output)
    {
        output.WriteLine(new Box<int>(5).With("x").Result);
        output.WriteLine(new Box<string>("y").With(6.5m).Result);
    }

    [Construct]
    public static void StructMethod(TextWriter output)
    {
        var point = new Point { X = 3 };
        output.WriteLine(point.Moved(4).Result);
        output.WriteLine(point.X);
    }

    [Construct]
    public static void RefStructsBetweenAwaits(TextWriter output) => output.WriteLine(Digits("a1b22").Result);

    [Construct]
    public static void CallerName(TextWriter output) => output.WriteLine(Named().Result);

    [Construct]
    public static void ExplicitGenericImplementation(TextWriter output)
    {
        ILoader<List<int>> loader = new Loader();
        output.WriteLine(string.Join(" ", loader.Load(3).Result));
    }

    [Construct]
    public static void OverrideWithBaseCall(TextWriter output) => output.WriteLine(new Derived().Name().Result);

    [Construct]
    public static void ExpressionBodied(TextWriter output) => output.WriteLine(Doubled(21).Result);

    [Construct]
    public static void ExtensionMethod(TextWriter output) => output.WriteLine("abc".Later().Result);

    [Construct]
    public static void DefaultInterfaceMethod(TextWriter output) => output.WriteLine(((IWaits)new Waits()).Twice().Result);

    [Profile]
    static async Task Append(TextWriter output, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Hop.ToFirst;
            output.WriteLine($"{i} on {Thread.CurrentThread.Name}");
        }
    }

    [Profile]
    static async Task<int> Sum(int a, int b)
    {
        await Hop.ToFirst;
        a *= 10;
        await Hop.ToSecond;
        return a + b;
    }

    [Profile]
    static async ValueTask AppendCheaply(TextWriter output)
    {
        output.WriteLine("before");
        await Hop.ToSecond;
        output.WriteLine("after");
    }

    [Profile]
    static async ValueTask<int> Half(int value)
    {
        if (value % 2 == 0)
            return value / 2;
        await Hop.ToFirst;
        return -1;
    }

    [Profile]
    static async void Fire(TextWriter output, ManualResetEventSlim done)
    {
        await Hop.ToFirst;
        output.WriteLine("fired");
        done.Set();
    }

    [Profile]
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    static async ValueTask<string> Pooled(int value)
    {
        await Hop.ToFirst;
        await Hop.ToSecond;
        return $"pooled {value}";
    }

    [Profile]
    static async Promise<int> Promised(int value)
    {
        await default(AtOnce);
        if (value < 0)
            throw new ArgumentException("negative");
        return value * value;
    }

    [Profile]
    static async Task<string> Digits(string text)
    {
        var count = 0;
        for (var i = 0; i < 2; i++)
        {
            var span = text.AsSpan(i);
            count += span.Length;
            await Hop.ToFirst;
            ref readonly var last = ref text.AsSpan()[^1];
            count += last - '0';
            await Hop.ToSecond;
        }
        return $"{count}";
    }

    [Profile]
    static async Task<string> Named()
    {
        var before = Who();
        await Hop.ToFirst;
        return before + Who();
    }

    static string Who([CallerMemberName] string name = "", [CallerLineNumber] int line = 0) => $"{name}:{line} ";

    [Profile]
    static async Task<int> Doubled(int value) => await Sum(0, value) * 2;

    [Profile]
    static async Task<string> Later(this string text)
    {
        await Hop.ToFirst;
        return text + "!";
    }

    struct Point
    {
        public int X;

        [Profile]
        public async Task<int> Moved(int by)
        {
            X += by;
            await Hop.ToFirst;
            X += by;
            return X;
        }
    }

    sealed class Box<T>(T value)
    {
        [Profile]
        public async Task<string> With<TOther>(TOther other)
        {
            await Hop.ToFirst;
            Func<string> text = () => $"{typeof(T).Name} {value} {other}";
            await Hop.ToSecond;
            return text();
        }
    }

    interface ILoader<T>
    {
        Task<T> Load(int count);
    }

    sealed class Loader : ILoader<List<int>>
    {
        [Profile]
        async Task<List<int>> ILoader<List<int>>.Load(int count)
        {
            var all = new List<int>();
            Action<int> add = i => all.Add(i * count);
            for (var i = 0; i < count; i++)
            {
                await Hop.ToFirst;
                add(i);
            }
            return all;
        }
    }

    class Base
    {
        [Profile]
        public virtual async Task<string> Name()
        {
            await Hop.ToFirst;
            return "base";
        }
    }

    sealed class Derived : Base
    {
        [Profile]
        public override async Task<string> Name() => "derived of " + await base.Name();
    }

    interface IWaits
    {
        int Value { get; }

        [Profile]
        async Task<int> Twice()
        {
            await Hop.ToFirst;
            return Value * 2;
        }
    }

    sealed class Waits : IWaits
    {
        public int Value => 17;
    }
}
