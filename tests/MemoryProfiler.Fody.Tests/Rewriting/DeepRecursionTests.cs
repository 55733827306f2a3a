using System.Reflection;
using MemoryProfiler.Fody.Tests.Constructs;
using MemoryProfiler.Fody.Tests.Support;

namespace MemoryProfiler.Fody.Tests.Rewriting;

/// <summary>What recursion of profiled methods needs of the stack.</summary>
public class DeepRecursionTests
{
    const string Sample = "MemoryProfiler.Constructs.Flow.DeepConstructs";

    [Fact]
    public void A_million_calls_of_a_method_by_itself_need_the_stack_of_one_where_it_only_returns_behind_them()
    {
        const int Calls = 1_000_000;
        var tail = Method<Func<int, long, long>>(WovenConstructs.Of(Build.Release).Woven, "Tail");
        tail(0, 0);
        var before = Profile(Build.Release, "Tail(int n, long sum)");
        var sum = 0L;
        OnSmallStack(() => sum = tail(Calls, 0));

        sum.ShouldBe(Calls);
        var after = Profile(Build.Release, "Tail(int n, long sum)");
        (after.Calls - before.Calls).ShouldBe(Calls + 1);
        (after.AllocatedBytes - before.AllocatedBytes).ShouldBe(1_000 * 1_024);
        after.MaxAllocatedBytes.ShouldBe(1_024);
        after.MinAllocatedBytes.ShouldBe(0);
        Visits(after, "return Tail(n").ShouldBe(Visits(before, "return Tail(n") + Calls);
        Bytes(after, "return Tail(n").ShouldBe(0);
        (Bytes(after, "new byte[1_000]") - Bytes(before, "new byte[1_000]")).ShouldBe(1_000 * 1_024);
    }

    [Fact]
    public void In_a_debug_build_each_call_is_inside_the_one_before()
    {
        const int Calls = 1_000;
        var tail = Method<Func<int, long, long>>(WovenConstructs.Of(Build.Debug).Woven, "Tail");
        tail(0, 0);
        var before = Profile(Build.Debug, "Tail(int n, long sum)");
        tail(Calls, 0).ShouldBe(Calls);

        var after = Profile(Build.Debug, "Tail(int n, long sum)");
        (after.Calls - before.Calls).ShouldBe(Calls + 1);
        (after.AllocatedBytes - before.AllocatedBytes).ShouldBe(1_024);
        after.MaxAllocatedBytes.ShouldBe(1_024);
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void Methods_that_call_each_other_stay_inside_each_other(Build build)
    {
        const int Calls = 1_000;
        var isEven = Method<Func<int, bool>>(WovenConstructs.Of(build).Woven, "IsEven");
        isEven(1).ShouldBeFalse();
        var before = (Even: Profile(build, "IsEven(int n)").Calls, Odd: Profile(build, "IsOdd(int n)").Calls);
        isEven(Calls).ShouldBeTrue();
        (Profile(build, "IsEven(int n)").Calls - before.Even).ShouldBe((Calls / 2) + 1);
        (Profile(build, "IsOdd(int n)").Calls - before.Odd).ShouldBe(Calls / 2);
    }

    // Another test may have loaded the same assembly again.
    static MethodProfile Profile(Build build, string name) => MemoryReport.Capture().Methods
        .Where(method => method.Assembly == WovenConstructs.Name(build) && method.Name == "DeepConstructs." + name).MaxBy(method => method.Calls)!;

    static void OnSmallStack(Action run)
    {
        var thread = new Thread(() => run(), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
    }

    static T Method<T>(Assembly assembly, string name) where T : Delegate =>
        assembly.GetType(Sample, throwOnError: true)!.GetMethod(name, BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<T>();

    static long Visits(MethodProfile method, string text) => Line(method, text).Occurrences;

    static long Bytes(MethodProfile method, string text) => Line(method, text).AllocatedBytes;

    static LineProfile Line(MethodProfile method, string text) => method.Lines.Single(line => line.Text.Contains(text, StringComparison.Ordinal));
}
