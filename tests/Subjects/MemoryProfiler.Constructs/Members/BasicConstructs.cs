using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Members;

public static class BasicConstructs
{
    static int _counter;
    static volatile int _flag;

    [Construct]
    public static void StaticMethod(TextWriter output) => output.WriteLine(Add(2, 3));

    [Construct]
    public static void InstanceMethod(TextWriter output)
    {
        var counter = new Counter { Step = 3 };
        output.WriteLine(counter.Next() + counter.Next());
    }

    [Construct]
    public static void ExpressionBodies(TextWriter output)
    {
        var counter = new Counter { Step = 4 };
        output.WriteLine($"{Double(21)} {counter.Twice} {counter.Describe()}");
    }

    [Construct]
    public static void EmptyBody(TextWriter output)
    {
        Nothing();
        output.WriteLine("came back");
    }

    [Construct]
    public static void EarlyReturn(TextWriter output)
    {
        for (var i = -1; i <= 1; i++)
            output.WriteLine(Sign(i));
        MaybeWrite(output, false);
        MaybeWrite(output, true);
    }

    [Construct]
    public static void AggressiveInlining(TextWriter output) => output.WriteLine(Inlined(20) + NotInlined(1) + Optimized(1));

    [Construct]
    public static void SynchronizedMethod(TextWriter output)
    {
        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < 100; i++)
                Count();
        });
        output.WriteLine(_counter);
        _counter = 0;
    }

    [Construct]
    public static void VolatileField(TextWriter output) => output.WriteLine(Flip(7));

    [Construct]
    public static void CallerInformation(TextWriter output) => output.WriteLine(WhoCalls());

    [Construct]
    public static void Recursion(TextWriter output) => output.WriteLine($"{Fibonacci(12)} {IsEven(9)} {IsOdd(9)}");

    [Construct]
    public static void PartialMethods(TextWriter output) => output.WriteLine(new Parts().Run());

    [Construct]
    public static void NestedTypes(TextWriter output) => output.WriteLine(new Counter.Inner.Deepest().Depth());

    [Profile]
    static int Add(int a, int b)
    {
        var sum = a + b;
        return sum;
    }

    [Profile]
    static int Double(int value) => value * 2;

    [Profile]
    static void Nothing()
    {
    }

    [Profile]
    static string Sign(int value)
    {
        if (value < 0)
            return "negative";
        if (value == 0)
            return "zero";
        return "positive";
    }

    [Profile]
    static void MaybeWrite(TextWriter output, bool write)
    {
        if (!write)
            return;
        output.WriteLine("written");
    }

    [Profile, MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Inlined(int value) => value + 1;

    [Profile, MethodImpl(MethodImplOptions.NoInlining)]
    static int NotInlined(int value) => value + 1;

    [Profile, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int Optimized(int value) => value + 1;

    [Profile, MethodImpl(MethodImplOptions.Synchronized)]
    static void Count() => _counter++;

    [Profile]
    static int Flip(int value)
    {
        _flag = value;
        while (_flag > 3)
            _flag--;
        return _flag;
    }

    [Profile]
    static string WhoCalls()
    {
        var here = Where();
        return here;
    }

    [Profile]
    static string Where([CallerMemberName] string member = "", [CallerLineNumber] int line = 0, [CallerArgumentExpression(nameof(line))] string text = "") =>
        $"{member}:{line}{text}";

    [Profile]
    static int Fibonacci(int n) => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2);

    [Profile]
    static bool IsEven(int n) => n == 0 || IsOdd(n - 1);

    [Profile]
    static bool IsOdd(int n) => n != 0 && IsEven(n - 1);

    sealed class Counter
    {
        int _value;

        public int Step { get; init; }

        [Profile]
        public int Twice => Step * 2;

        [Profile]
        public int Next()
        {
            _value += Step;
            return _value;
        }

        [Profile]
        public string Describe() => $"step {Step}";

        public sealed class Inner
        {
            public sealed class Deepest
            {
                [Profile]
                public int Depth() => 3;
            }
        }
    }

    sealed partial class Parts
    {
        int _steps;

        [Profile]
        public int Run()
        {
            Before();
            Ignored();
            return After(_steps);
        }

        partial void Before();

        partial void Ignored();

        private partial int After(int steps);
    }

    sealed partial class Parts
    {
        [Profile]
        partial void Before() => _steps += 5;

        [Profile]
        private partial int After(int steps) => steps * 2;
    }
}
