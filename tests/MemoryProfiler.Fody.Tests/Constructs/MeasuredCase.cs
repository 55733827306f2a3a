using System.Reflection;
using System.Runtime.CompilerServices;
using MemoryProfiler.Fody.Tests.Support;

namespace MemoryProfiler.Fody.Tests.Constructs;

/// <summary>One call of an allocation case: the profiler's figures for it, and brackets written by hand around it and around its unwoven twin.</summary>
sealed class MeasuredCase
{
    const int WarmingCalls = 3;

    public required long WovenBracket { get; init; }

    public required long PlainBracket { get; init; }

    /// <summary>Lines of the case's own method.</summary>
    public required IReadOnlyList<LineFigures> Lines { get; init; }

    /// <summary>Lines of all methods that ran in the call.</summary>
    public required IReadOnlyList<LineFigures> AllLines { get; init; }

    /// <summary>What the report says the call allocated.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>Self bytes of every line of every method that ran in the call.</summary>
    public required long SelfBytesOfAllMethods { get; init; }

    /// <summary>The least figure of any line of any method.</summary>
    public required long LowestFigure { get; init; }

    /// <summary>Figures that cannot be, of any method.</summary>
    public required IReadOnlyList<string> ImpossibleFigures { get; init; }

    public static MeasuredCase Of(Assembly plain, Assembly woven, string name)
    {
        var twin = WithHops(plain, Bracket(Samples.Method(plain, name)));
        var bracket = WithHops(woven, Bracket(Samples.Method(woven, name)));
        for (var i = 0; i < WarmingCalls; i++)
        {
            twin();
            bracket();
        }
        Figures.Capture();
        var before = Figures.Capture();
        var wovenBytes = bracket();
        var during = Figures.Capture().Since(before);
        var method = "MemoryProfiler.Constructs." + name;
        return new MeasuredCase
        {
            WovenBracket = wovenBytes,
            PlainBracket = twin(),
            Lines = during.Lines(method),
            AllLines = during.LinesThatRan,
            AllocatedBytes = during.AllocatedBytes(method),
            SelfBytesOfAllMethods = during.SelfBytes,
            LowestFigure = during.LowestFigure,
            ImpossibleFigures = PossibleFigures.Violations(MemoryReport.Capture()),
        };
    }

    /// <summary>Adds the brackets around what the call continued on other threads.</summary>
    static Func<long> WithHops(Assembly assembly, Func<long> bracket)
    {
        var hops = assembly.GetType("MemoryProfiler.Constructs.Async.Hop", throwOnError: true)!.GetProperty("Bytes")!.GetMethod!.CreateDelegate<Func<long>>();
        return () =>
        {
            var before = hops();
            return bracket() + hops() - before;
        };
    }

    static Func<long> Bracket(MethodInfo method)
    {
        if (method.ReturnType == typeof(void))
        {
            var action = method.CreateDelegate<Action>();
            return () => Around(action);
        }
        if (method.ReturnType == typeof(int))
            return Bracket<int>(method);
        if (method.ReturnType == typeof(Task))
            return BracketTask(method);
        return method.ReturnType == typeof(bool) ? Bracket<bool>(method) : Bracket<object>(method);
    }

    static Func<long> Bracket<T>(MethodInfo method)
    {
        var function = method.CreateDelegate<Func<T>>();
        return () => Around(function, out _);
    }

    static Func<long> BracketTask(MethodInfo method)
    {
        var function = method.CreateDelegate<Func<Task>>();
        return () =>
        {
            var bytes = Around(function, out var task);
            task.GetAwaiter().GetResult();
            return bytes;
        };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static long Around(Action call)
    {
        var start = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - start;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static long Around<T>(Func<T> call, out T result)
    {
        var start = GC.GetAllocatedBytesForCurrentThread();
        result = call();
        return GC.GetAllocatedBytesForCurrentThread() - start;
    }
}
