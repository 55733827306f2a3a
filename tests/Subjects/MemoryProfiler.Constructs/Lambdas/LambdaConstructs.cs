using System.Linq.Expressions;

namespace MemoryProfiler.Constructs.Lambdas;

public static class LambdaConstructs
{
    [Construct]
    public static void StaticAndCaptured(TextWriter output) => output.WriteLine(Both(3));

    [Construct]
    public static void Nested(TextWriter output) => output.WriteLine(Layers(2)(3)(4));

    [Construct]
    public static void LoopVariables(TextWriter output)
    {
        foreach (var function in PerTurn(3))
            output.WriteLine(function());
    }

    [Construct]
    public static void FieldInitializersOfTwoConstructors(TextWriter output)
    {
        output.WriteLine(new Shared().Next(1));
        output.WriteLine(new Shared(10).Next(1));
    }

    [Construct]
    public static void InConstructors(TextWriter output) => output.WriteLine(new Built("x").Text() + new Built().Text());

    [Construct]
    public static void InStaticConstructor(TextWriter output) => output.WriteLine(Prepared.Make(5));

    [Construct]
    public static void DefaultsParamsAndRefs(TextWriter output) => output.WriteLine(Signatures());

    [Construct]
    public static void WithLocks(TextWriter output) => output.WriteLine(Locked(5));

    [Construct]
    public static void ExpressionTreesAreData(TextWriter output) => output.WriteLine(Tree(4));

    [Construct]
    public static void EventHandlers(TextWriter output)
    {
        var bell = new Bell();
        var log = Subscribe(bell);
        bell.Ring(1);
        bell.Ring(2);
        output.WriteLine(string.Join(" ", log));
    }

    [Construct]
    public static void RunAfterTheMethodReturned(TextWriter output)
    {
        var all = Stored(3);
        all.ForEach(action => action());
        output.WriteLine(all.Count);
        Outcome.Write(output, () => StoredFailure("")());
    }

    [Construct]
    public static void OnAnotherThread(TextWriter output)
    {
        var run = Threaded();
        var result = "";
        var thread = new Thread(() => result = run());
        thread.Start();
        thread.Join();
        output.WriteLine(result);
    }

    [Construct]
    public static void QuerySyntax(TextWriter output) => output.WriteLine(string.Join(" ", Query([5, 2, 8, 1])));

    [Construct]
    public static void AnonymousMethods(TextWriter output) => output.WriteLine(Anonymous(4));

    [Construct]
    public static void InGenericTypes(TextWriter output) => output.WriteLine(new Mapper<string>("a").Map(5)() + new Mapper<int>(3).Map("b")());

    [Construct]
    public static void InAccessorsAndOperators(TextWriter output)
    {
        var bag = new Mapper<int>(4) { Later = () => 9 };
        output.WriteLine(bag.Later() + bag["q"] + (bag + bag)());
    }

    [Construct]
    public static void Failing(TextWriter output) => Outcome.Write(output, () => Divide(0));

    [Construct]
    public static void InAnIterator(TextWriter output) => output.WriteLine(string.Join(" ", Functions(3).Select(function => function())));

    [Construct]
    public static void Async(TextWriter output) => output.WriteLine(AsyncBoth(3).Result);

    [Profile]
    static int Both(int by)
    {
        Func<int, int> twice = static value => value * 2;
        Func<int, int> add = value => value + by;
        return add(twice(5));
    }

    [Profile]
    static Func<int, Func<int, int>> Layers(int a) => b =>
    {
        var sum = a + b;
        return c =>
        {
            int Inner(int more) => more == 0 ? sum : c + Inner(more - 1);
            return Inner(2);
        };
    };

    [Profile]
    static List<Func<string>> PerTurn(int count)
    {
        var all = new List<Func<string>>();
        for (var i = 0; i < count; i++)
            all.Add(() => $"for {i}");
        foreach (var letter in "ab")
            all.Add(() => $"foreach {letter} {count}");
        return all;
    }

    [Profile]
    static string Signatures()
    {
        var withDefault = (int value = 7) => value + 1;
        var withParams = (params int[] values) => values.Sum();
        var withRef = (ref int value, out int old) =>
        {
            old = value;
            value++;
        };
        var number = 1;
        withRef(ref number, out var before);
        return $"{withDefault()} {withParams(1, 2, 3)} {number} {before}";
    }

    [Profile]
    static int Locked(int count)
    {
        var old = new object();
        var gate = new Lock();
        var sum = 0;
        Action<int> add = value =>
        {
            lock (old)
                sum += value;
            lock (gate)
            {
                sum += value;
            }
        };
        for (var i = 0; i < count; i++)
            add(i);
        return sum;
    }

    [Profile]
    static string Tree(int by)
    {
        Expression<Func<int, int>> tree = value => value * by + 1;
        Func<int, int> same = value => value * by + 1;
        return $"{tree.Body.NodeType} {tree.Compile()(5)} {same(5)}";
    }

    [Profile]
    static List<string> Subscribe(Bell bell)
    {
        var log = new List<string>();
        bell.Rang += (_, times) => log.Add($"rang {times}");
        EventHandler<int>? once = null;
        once = (sender, _) =>
        {
            log.Add("once");
            ((Bell)sender!).Rang -= once;
        };
        bell.Rang += once;
        return log;
    }

    [Profile]
    static List<Action> Stored(int count)
    {
        var kept = new List<byte[]>();
        return [.. Enumerable.Range(0, count).Select(i => (Action)(() => kept.Add(new byte[i])))];
    }

    [Profile]
    static Action StoredFailure(string text) => () =>
    {
        var first = text.Length == 0 ? throw new FormatException("empty") : text[0];
        GC.KeepAlive(first);
    };

    [Profile]
    static Func<string> Threaded()
    {
        var text = "made here";
        return () => text + ", run there";
    }

    [Profile]
    static IEnumerable<string> Query(int[] values) =>
        from value in values
        where value > 1
        let square = value * value
        orderby square descending
        select $"{value}:{square}";

    [Profile]
    static int Anonymous(int value)
    {
        Func<int, int> square = delegate(int number) { return number * number; };
        Action nothing = delegate { value++; };
        nothing();
        return square(value);
    }

    [Profile]
    static int Divide(int by)
    {
        var run = () =>
        {
            var value = 5;
            return value / by;
        };
        return run();
    }

    [Profile]
    static IEnumerable<Func<int>> Functions(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var kept = i * 10;
            yield return () => kept + count;
        }
    }

    [Profile]
    static async Task<string> AsyncBoth(int by)
    {
        Func<int, Task<int>> one = async value =>
        {
            await MemoryProfiler.Constructs.Async.Hop.ToFirst;
            Func<int> inner = () => value * by;
            return inner();
        };
        return $"{await one(2)} {await Local(3)}";

        async ValueTask<int> Local(int value)
        {
            await MemoryProfiler.Constructs.Async.Hop.ToSecond;
            return value + await one(value);
        }
    }

    sealed class Bell
    {
        public event EventHandler<int>? Rang;

        public void Ring(int times) => Rang?.Invoke(this, times);
    }

    sealed class Shared
    {
        readonly Func<int, byte[]> _make = size => new byte[size];
        readonly int _start;

        [Profile]
        public Shared()
        {
        }

        [Profile]
        public Shared(int start)
        {
            _start = start;
        }

        public int Next(int by) => _start + _make(by).Length;
    }

    class Named(Func<string> name)
    {
        public string Text() => name();
    }

    sealed class Built : Named
    {
        [Profile]
        public Built(string name)
            : base(() => name + name)
        {
            Func<int> length = () => name.Length;
            Length = length();
        }

        [Profile]
        public Built()
            : this(string.Concat(new[] { 1, 2 }.Select(i => $"{i}")))
        {
        }

        public int Length { get; }
    }

    [Profile]
    static class Prepared
    {
        static readonly Func<int, int> _make;

        static Prepared() => _make = value => value * 3;

        public static int Make(int value) => _make(value);
    }

    sealed class Mapper<T>(T value)
    {
        Func<int> _later = () => 1;

        [Profile]
        public Func<int> Later
        {
            get => () => _later() + 1;
            set => _later = () => value() * 2;
        }

        [Profile]
        public string this[string key] => new Func<string>(() => key + value)();

        [Profile]
        public Func<string> Map<TOther>(TOther other)
        {
            var map = (T inner) => $"{typeof(TOther).Name} {inner} {other} {value}";
            return () => map(value);
        }

        [Profile]
        public static Func<string> operator +(Mapper<T> a, Mapper<T> b) => () => $"{a["l"]}{b["r"]}";
    }
}
