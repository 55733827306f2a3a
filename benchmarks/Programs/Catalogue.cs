namespace MemoryProfiler.Benchmarks.Programs;

/// <summary>The programs of this build, ready to run.</summary>
public static class Catalogue
{
    /// <summary>Turns of a loop, or calls, in each of <see cref="Loops"/>.</summary>
    public const int Turns = 200;

    static readonly object[] _objects = new object[1];
    static readonly int[] _numbers = new int[1];

    /// <summary>Whole programs by name.</summary>
    public static IReadOnlyDictionary<string, Action> Programs { get; } = new Dictionary<string, Action>
    {
        ["word count"] = () => WordCount.Run(),
        ["JSON round trip"] = () => JsonRoundTrip.Run(200),
        ["sieve 100k"] = () => Sieve.Count(100_000),
        ["list of double[8]"] = () => ListGrowth.Run(10_000),
        ["binary trees, 524,287 nodes"] = () => BinaryTrees.Run(18),
        ["binary trees, 8,191 nodes"] = () => BinaryTrees.Run(12),
        ["fib(20)"] = () => Fibonacci.Of(20),
        ["tiny methods"] = () => Envelope.Run(),
    };

    /// <summary>Loops around one kind of probe by name.</summary>
    public static IReadOnlyDictionary<string, Action> Loops { get; } = new Dictionary<string, Action>
    {
        ["allocate"] = () => ProbeLoops.Allocate(_objects, Turns),
        ["call"] = () => ProbeLoops.Call(Turns),
        ["compute"] = () => ProbeLoops.Compute(_numbers, Turns),
        ["enter"] = () => ProbeLoops.Enter(Turns),
        ["enter nested"] = () => ProbeLoops.EnterNested(Turns),
        ["enter line"] = () => ProbeLoops.EnterLine(Turns),
    };
}
