extern alias aspect;
extern alias plain;
extern alias plaindebug;
extern alias woven;
extern alias wovendebug;

namespace MemoryProfiler.Benchmarks.Sections;

/// <summary>The builds of the same sources.</summary>
static class Builds
{
    /// <summary>Calls in each of the loops that call.</summary>
    public const int Turns = plain::MemoryProfiler.Benchmarks.Programs.Catalogue.Turns;

    /// <summary>Release, profiled.</summary>
    public static Build Woven { get; } = new(woven::MemoryProfiler.Benchmarks.Programs.Catalogue.Programs, woven::MemoryProfiler.Benchmarks.Programs.Catalogue.Loops);

    /// <summary>Release, as the compiler made it.</summary>
    public static Build Plain { get; } = new(plain::MemoryProfiler.Benchmarks.Programs.Catalogue.Programs, plain::MemoryProfiler.Benchmarks.Programs.Catalogue.Loops);

    /// <summary>Debug, profiled.</summary>
    public static Build WovenDebug { get; } = new(wovendebug::MemoryProfiler.Benchmarks.Programs.Catalogue.Programs, wovendebug::MemoryProfiler.Benchmarks.Programs.Catalogue.Loops);

    /// <summary>Debug, as the compiler made it.</summary>
    public static Build PlainDebug { get; } = new(plaindebug::MemoryProfiler.Benchmarks.Programs.Catalogue.Programs, plaindebug::MemoryProfiler.Benchmarks.Programs.Catalogue.Loops);

    /// <summary>Release, around every marked method an aspect.</summary>
    public static IReadOnlyDictionary<string, Action> Aspect { get; } = new Dictionary<string, Action>
    {
        ["word count"] = () => aspect::MemoryProfiler.Benchmarks.Programs.WordCount.Run(),
        ["fib(20)"] = () => aspect::MemoryProfiler.Benchmarks.Programs.Fibonacci.Of(20),
    };

    /// <summary>Release, around every marked method what one would write by hand.</summary>
    public static IReadOnlyDictionary<string, Action> Bracketed { get; } = new Dictionary<string, Action>
    {
        ["word count"] = () => Bracket.CountWords(plain::MemoryProfiler.Benchmarks.Programs.WordCount.Run),
        ["fib(20)"] = () => Bracket.Fibonacci(20),
    };

    /// <summary>A sieve as small as a peer's speed allows.</summary>
    /// <param name="isProfiled">Which build.</param>
    /// <param name="limit">Its limit.</param>
    public static Action Sieve(bool isProfiled, int limit) => isProfiled
        ? () => woven::MemoryProfiler.Benchmarks.Programs.Sieve.Count(limit)
        : () => plain::MemoryProfiler.Benchmarks.Programs.Sieve.Count(limit);

    /// <summary>Calls of profiled methods of 1, 8 and 40 lines.</summary>
    public static (Action One, Action Eight, Action Forty) Slots()
    {
        var sink = new int[1];
        return (
            () => woven::MemoryProfiler.Benchmarks.Programs.SlotSamples.One(sink),
            () => woven::MemoryProfiler.Benchmarks.Programs.SlotSamples.Eight(sink),
            () => woven::MemoryProfiler.Benchmarks.Programs.SlotSamples.Forty(sink));
    }
}
