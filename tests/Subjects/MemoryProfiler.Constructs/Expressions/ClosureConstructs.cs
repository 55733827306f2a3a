namespace MemoryProfiler.Constructs.Expressions;

public static class ClosureConstructs
{
    [Construct]
    public static void Lambdas(TextWriter output) => output.WriteLine(Apply([1, 2, 3]));

    [Construct]
    public static void ClosureOverParameter(TextWriter output)
    {
        var add = Adder(5);
        output.WriteLine(add(1) + add(2));
    }

    [Construct]
    public static void ClosureOverThis(TextWriter output)
    {
        var counter = new Counter();
        var step = counter.Stepper(3);
        step();
        step();
        output.WriteLine(counter.Total);
    }

    [Construct]
    public static void ClosureInLoop(TextWriter output)
    {
        foreach (var function in PerTurn(3))
            output.Write(function() + " ");
        output.WriteLine();
    }

    [Construct]
    public static void LocalFunctions(TextWriter output) => output.WriteLine(Factorial(6));

    [Construct]
    public static void LocalFunctionFirst(TextWriter output) => output.WriteLine(HelperOnTop(4));

    [Construct]
    public static void StaticLocalFunction(TextWriter output) => output.WriteLine(WithStatic<int>(4));

    [Construct]
    public static void Delegates(TextWriter output)
    {
        var log = new List<string>();
        var all = Combine(log);
        all("x");
        output.WriteLine(string.Join(" ", log));
    }

    [Construct]
    public static void MulticastWithException(TextWriter output)
    {
        var log = new List<string>();
        Outcome.Write(output, () => Broadcast(log));
        output.WriteLine(string.Join(" ", log));
    }

    [Construct]
    public static void ExpressionTrees(TextWriter output) => output.WriteLine(Tree(3));

    [Construct]
    public static void Queries(TextWriter output) => output.WriteLine(Query([5, 2, 8, 1]));

    [Profile]
    static int Apply(int[] items)
    {
        Func<int, int> square = x => x * x;
        Func<int, int> both = x =>
        {
            var squared = square(x);
            return squared + 1;
        };
        return items.Sum(both);
    }

    [Profile]
    static Func<int, int> Adder(int by) => value => value + by++;

    [Profile]
    static List<Func<int>> PerTurn(int count)
    {
        var functions = new List<Func<int>>();
        for (var i = 0; i < count; i++)
        {
            var own = i;
            functions.Add(() => (own * 10) + i);
        }
        return functions;
    }

    [Profile]
    static int Factorial(int n)
    {
        return Of(n);

        int Of(int k)
        {
            if (k < 2)
                return 1;
            return k * Of(k - 1);
        }
    }

    [Profile]
    static int HelperOnTop(int n)
    {
        int Twice(int k)
        {
            return k * 2;
        }

        var doubled = Twice(n);
        return doubled + Twice(1);
    }

    [Profile]
    static string WithStatic<T>(T value)
    {
        return Show(value) + Show("x");

        static string Show<TOther>(TOther other) => $"{typeof(T).Name}:{other}";
    }

    [Profile]
    static Action<string> Combine(List<string> log)
    {
        Action<string>? all = text => log.Add("a" + text);
        all += log.Add;
        all += text => log.Add(text + "b");
        all -= log.Add;
        return all!;
    }

    [Profile]
    static void Broadcast(List<string> log)
    {
        Action<string> all = log.Add;
        all += static _ => throw new InvalidOperationException("second target");
        all += log.Add;
        all("sent");
    }

    [Profile]
    static int Tree(int value)
    {
        System.Linq.Expressions.Expression<Func<int, int>> tree = x => (x * value) + 1;
        var compiled = tree.Compile(preferInterpretation: true);
        return compiled(2);
    }

    [Profile]
    static string Query(int[] items)
    {
        var chosen =
            from item in items
            where item > 1
            let doubled = item * 2
            orderby doubled descending
            select doubled.ToString("D2");
        return string.Join(",", chosen);
    }

    sealed class Counter
    {
        public int Total { get; private set; }

        [Profile]
        public Action Stepper(int by)
        {
            return () => Total += by;
        }
    }
}
