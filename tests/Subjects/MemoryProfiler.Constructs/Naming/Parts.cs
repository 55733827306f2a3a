using System.Diagnostics.CodeAnalysis;

namespace MemoryProfiler.Constructs.Naming;

[SuppressMessage("Performance", "CA1822", Justification = "It is about names.")]
sealed class Parts<T>
{
    readonly Func<int, int> _half = [Profile, ReportedAs("Parts<T>.Parts.lambda(int n)")] (n) => n / 2;

    public int Total
    {
        get
        {
            return Sum(3);

            [Profile, ReportedAs("Parts<T>.Total.get.Sum(int n)")]
            int Sum(int n) => n == 0 ? 0 : n + Sum(n - 1);
        }
    }

    public int this[string name]
    {
        get
        {
            var length = [Profile, ReportedAs("Parts<T>.this[string name].get.lambda()")] () => name.Length;
            return length() + _half(2);
        }
    }

    public static Parts<T> operator +(Parts<T> a, Parts<T> b)
    {
        return Choose(b);

        [Profile, ReportedAs("Parts<T>.operator +.Choose(Parts<T> other)")]
        Parts<T> Choose(Parts<T> other) => a.Total > other.Total ? a : other;
    }

    public int Run<TArgument>(TArgument argument, int start)
    {
        var sum = start;
        var add = [Profile]
            [ReportedAs("Parts<T>.Run.lambda(int n, params int[] more)")]
            (int n, params int[] more) =>
            {
                sum += n + more.Length;
                return sum;
            };
        Call([Profile, ReportedAs("Parts<T>.Run.lambda(string? text)")] static (string? text) => text ?? "", "x");
        return add(1, 2) + Count(argument) + Inner<string>(2) + Deep(3);

        [Profile, ReportedAs("Parts<T>.Run.Count(TArgument value)")]
        int Count(TArgument value)
        {
            return value is null ? start : sum;
        }

        [Profile, ReportedAs("Parts<T>.Run.Inner<TInner>(int depth)")]
        static int Inner<TInner>(int depth) => depth + typeof(TInner).Name.Length;

        [Profile, ReportedAs("Parts<T>.Run.Deep(int depth)")]
        static int Deep(int depth)
        {
            return Deepest();

            [Profile, ReportedAs("Parts<T>.Run.Deepest()")]
            int Deepest() => depth + 1;
        }
    }

    public async Task<int> RunAsync()
    {
        var wait = [Profile, ReportedAs("Parts<T>.RunAsync.lambda(int n)")] async Task<int> (int n) =>
        {
            await Task.Yield();
            return n;
        };
        return await wait(1);
    }

    static void Call(Func<string?, string> function, string text) => function(text);
}
