namespace MemoryProfiler.Tests.Probes;

/// <summary>What the report says that probes took, beside the difference between the same code with and without them.</summary>
public class ProbeTimeTests
{
    const int Rounds = 21;

    // Others run on this machine too: what is off in every comparison is wrong.
    const int Comparisons = 4;

    static long _sum;
    static object? _kept;

    public static TheoryData<string> Shapes => ["loop", "calls", "allocations", "lambda", "async", "iterator"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_estimate_is_within_a_factor_of_one_and_a_half(string shape)
    {
        var (plain, woven) = Pair(shape);
        for (var i = 0; i < 40; i++)
        {
            plain();
            woven();
        }
        var ratios = new List<double>();
        while (ratios.Count < Comparisons && (ratios.Count == 0 || ratios[^1] is < 1 / 1.5 or > 1.5))
            ratios.Add(Compare(plain, woven));

        ratios[^1].ShouldBeInRange(1 / 1.5, 1.5, $"told by true: {string.Join(", ", ratios)}");
    }

    static double Compare(Action plain, Action woven)
    {
        MemoryReport.Reset();
        var differences = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var without = Time(plain);
            differences.Add(Time(woven) - without);
        }
        differences.Sort();
        var cost = MemoryReport.Capture().Cost;
        return cost.ProbeCount * cost.NanosecondsPerProbe / Rounds / differences[Rounds / 2];
    }

    // Of the processor: on a busy machine a thread waits as often as it runs.
    static double Time(Action run)
    {
        var start = Environment.CpuUsage.TotalTime;
        run();
        return (Environment.CpuUsage.TotalTime - start).TotalNanoseconds;
    }

    static (Action Plain, Action Woven) Pair(string shape) => shape switch
    {
        "loop" => (() => Loop(500_000), () => WovenLoop(500_000)),
        "calls" => (() => Repeat(100_000, Call), () => Repeat(100_000, WovenCall)),
        "allocations" => (() => Allocations(100_000), () => WovenAllocations(100_000)),
        "lambda" => (() => Lambda(300_000), () => WovenLambda(300_000)),
        "async" => (() => Repeat(50_000, i => Async(i).GetAwaiter().GetResult()), () => Repeat(50_000, i => WovenAsync(i).GetAwaiter().GetResult())),
        _ => (() => _sum += Iterator(100_000).Sum(), () => _sum += WovenIterator(100_000).Sum()),
    };

    static void Repeat(int times, Action<int> call)
    {
        for (var i = 0; i < times; i++)
            call(i);
    }

    static void Loop(int n)
    {
        for (var i = 0; i < n; i++)
            _sum += i ^ 3;
    }

    [Profile]
    static void WovenLoop(int n)
    {
        for (var i = 0; i < n; i++)
            _sum += i ^ 3;
    }

    static void Call(int n)
    {
        _sum += n;
    }

    [Profile]
    static void WovenCall(int n)
    {
        _sum += n;
    }

    static void Allocations(int n)
    {
        for (var i = 0; i < n; i++)
        {
            _kept = new byte[40];
            _sum += i;
        }
    }

    [Profile]
    static void WovenAllocations(int n)
    {
        for (var i = 0; i < n; i++)
        {
            _kept = new byte[40];
            _sum += i;
        }
    }

    static void Lambda(int n) => _sum += Enumerable.Range(0, n).Sum(x => x % 7);

    [Profile]
    static void WovenLambda(int n) => _sum += Enumerable.Range(0, n).Sum(x => x % 7);

    static async Task<int> Async(int n)
    {
        _sum += n;
        await Task.CompletedTask;
        return n & 7;
    }

    [Profile]
    static async Task<int> WovenAsync(int n)
    {
        _sum += n;
        await Task.CompletedTask;
        return n & 7;
    }

    static IEnumerable<int> Iterator(int n)
    {
        for (var i = 0; i < n; i++)
            yield return i & 7;
    }

    [Profile]
    static IEnumerable<int> WovenIterator(int n)
    {
        for (var i = 0; i < n; i++)
            yield return i & 7;
    }
}
