using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Flow;

/// <summary>Closures that the compiler makes before control divides: of the arms that are not taken as well.</summary>
public static class ArmCases
{
    [AllocationCase(Overlap = 64, Closures = 1), Profile]
    public static int LambdaArms() =>
        Call("two", x => x switch
        {
            byte[] bytes => bytes.Length, // 0 x 0 B
            string text => Run(() => text.Length),
            _ => 0, // 0 x 0 B
        });

    [AllocationCase(Overlap = 88, Closures = 1), Profile]
    public static int LocalFunctionArms()
    {
        return Part("two"); // 1 x 88 B self 0 B

        static int Part(object value) // 1 x 24 B self 24 B
        {
            switch (value)
            {
                case byte[] bytes:
                    return bytes.Length; // 0 x 0 B
                case string text:
                    return Run(() => text.Length); // 1 x 64 B self 64 B
                default:
                    return 0; // 0 x 0 B
            }
        }
    }

    [AllocationCase(Closures = 1), Profile]
    public static int MethodArms() => Length("two");

    [Profile]
    static int Length(object value) => value switch
    {
        byte[] bytes => bytes.Length, // 0 x 0 B
        string text => Run(() => text.Length),
        _ => 0, // 0 x 0 B
    };

    [AllocationCase, Profile]
    public static int LoopFirst()
    {
        return Part([]);

        static int Part(int[] values)
        {
            while (values.Length > 1)
            {
                var kept = values[0]; // 0 x 0 B
                Run(() => kept); // 0 x 0 B
            }
            return 1; // 1 x 0 B
        }
    }

    [AllocationCase(Overlap = 88, Iterators = 1, Closures = 1), Profile]
    public static int IteratorArms()
    {
        var sum = 0;
        foreach (var length in Lengths("two"))
            sum += length;
        return sum;

        static IEnumerable<int> Lengths(object value)
        {
            switch (value)
            {
                case byte[] bytes:
                    yield return bytes.Length; // 0 x 0 B
                    break; // 0 x 0 B
                case string text:
                    yield return Run(() => text.Length);
                    break; // 1 x 0 B
                default:
                    yield return 0; // 0 x 0 B
                    break; // 0 x 0 B
            }
        }
    }

    [AllocationCase(Overlap = 256, OverlapInDebug = 232, AsyncCalls = 1, Suspensions = 1, Closures = 1), Profile]
    public static Task AsyncArms()
    {
        Func<object, Task<int>> run = static async x => x switch
        {
            byte[] bytes => bytes.Length, // 0 x 0 B
            string text => Run(() => text.Length) + await MemoryProfiler.Constructs.Async.Hop.ToFirst,
            _ => 0, // 0 x 0 B
        };
        return run("two");
    }

    [AllocationCase(AsyncCalls = 1, Suspensions = 1), Profile]
    public static Task ResumedInNoLine() => DisposesLate();

    [Profile]
    static async Task DisposesLate()
    {
        await using var late = new Late(); // 1 x
        if (_none is not null)
            GC.KeepAlive(new byte[8]); // 0 x 0 B
    }

    static int Call(object value, Func<object, int> length) => length(value);

    static int Run(Func<int> length) => length();

    static readonly object? _none = Environment.ProcessPath is null ? new object() : null;

    /// <summary>What it is disposed with allocates where it goes on.</summary>
    sealed class Late
    {
        public Delay DisposeAsync() => new();
    }

    readonly struct Delay : ICriticalNotifyCompletion
    {
        public bool IsCompleted => false;

        public Delay GetAwaiter() => this;

        public void OnCompleted(Action continuation) => MemoryProfiler.Constructs.Async.Hop.ToFirst.OnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation) => MemoryProfiler.Constructs.Async.Hop.ToFirst.UnsafeOnCompleted(continuation);

        public void GetResult() => GC.KeepAlive(new byte[16]);
    }
}
