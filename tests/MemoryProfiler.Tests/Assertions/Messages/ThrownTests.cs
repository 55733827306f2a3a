using System.Runtime.CompilerServices;

namespace MemoryProfiler.Tests.Assertions.Messages;

/// <summary>What a test runner is given: it puts names before the first line, and shows an inner exception's message twice.</summary>
public sealed class ThrownTests
{
    static readonly List<object> _kept = [];

    static readonly Dictionary<string, (Func<Task> Fails, string FirstLine)> _failures = new()
    {
        ["AllocatesAtMost"] = (Now(() => MemoryAssert.AllocatesAtMost("1 KB", TwoKilobytes)), "MemoryAssert.AllocatesAtMost: one call allocated 2,048 B, 1,024 B more than the limit of 1,024 B."),
        ["DoesNotAllocate"] = (Now(() => MemoryAssert.DoesNotAllocate(TwoKilobytes)), "MemoryAssert.DoesNotAllocate: one call allocated 2,048 B, 2,048 B more than the limit of 0 B."),
        ["Allocates"] = (Now(() => MemoryAssert.Allocates(3_000, 4_000, TwoKilobytes)), "MemoryAssert.Allocates: one call allocated 2,048 B, 952 B less than the 3,000 B expected at least."),
        ["AllocatesAtMostAsync"] = (() => MemoryAssert.AllocatesAtMostAsync("1 KB", TwoKilobytesAsync), "MemoryAssert.AllocatesAtMostAsync: one call allocated 2,048 B, 1,024 B more than the limit of 1,024 B."),
        ["AllocatesNoMoreThanBaseline"] = (Now(() => MemoryAssert.AllocatesNoMoreThanBaseline("none", TwoKilobytes)), "MemoryAssert.AllocatesNoMoreThanBaseline: there is no baseline \"none\" in ThrownTests.memory.json. Run the test once with MEMORYPROFILER_BASELINE=update and commit the file."),
        ["IsCollected"] = (Now(() => MemoryAssert.IsCollected(Kept)), "MemoryAssert.IsCollected: the System.Object is alive after everything was collected."),
        ["IsCollectedAsync"] = (() => MemoryAssert.IsCollectedAsync(async () => await Task.Run(Kept)), "MemoryAssert.IsCollectedAsync: the System.Object is alive after everything was collected."),
        ["DoesNotLeak"] = (Now(() => MemoryAssert.DoesNotLeak<object>(track => track(Kept()))), "MemoryAssert.DoesNotLeak: 1 of 1 System.Object are alive after everything was collected."),
        ["An assertion in another one"] = (Now(() => MemoryAssert.IsCollected(() => MemoryAssert.AllocatesAtMost("1 KB", TwoKilobytes))), "MemoryAssert.AllocatesAtMost: one call allocated 2,048 B, 1,024 B more than the limit of 1,024 B."),
        ["A limit"] = (Now(Limited), "ThrownTests.Limited() allocated 2,048 B, 1,024 B more than its limit of 1,024 B ([MaxAllocation])."),
        ["A limit in an assertion"] = (Now(() => MemoryAssert.IsCollected(Limited)), "ThrownTests.Limited() allocated 2,048 B, 1,024 B more than its limit of 1,024 B ([MaxAllocation])."),
    };

    public static TheoryData<string> Names => [.. _failures.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_failure_is_thrown_bare_and_its_first_line_stands_alone(string name)
    {
        var (fails, firstLine) = _failures[name];

        var thrown = await Record.ExceptionAsync(fails);

        var failure = thrown.ShouldBeAssignableTo<MemoryAssertException>().ShouldNotBeNull();
        failure.InnerException.ShouldBeNull();
        failure.Message.Split('\n')[0].ShouldBe(firstLine);
    }

    [Theory]
    [InlineData(typeof(MemoryAssertException))]
    [InlineData(typeof(AllocationLimitExceededException))]
    public void A_failure_has_the_interface_that_tells_runners_that_it_is_no_error(Type exception) =>
        exception.GetInterfaces().Select(type => type.Name).ShouldContain("IAssertionException");

    // On a thread of its own, as a limit may not throw where a failed task's continuations run.
    static Func<Task> Now(Action fails) => () =>
    {
        Exception? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(fails));
        thread.Start();
        thread.Join();
        return Task.FromException(thrown.ShouldNotBeNull());
    };

    static Func<Task> Now(Func<object> fails) => Now(() => { fails(); });

    static byte[] TwoKilobytes() => new byte[2_024];

    static Task TwoKilobytesAsync()
    {
        GC.KeepAlive(TwoKilobytes());
        return Task.CompletedTask;
    }

    [MaxAllocation("1 KB")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    static object Limited() => TwoKilobytes();

    static object Kept()
    {
        var kept = new object();
        lock (_kept)
            _kept.Add(kept);
        return kept;
    }
}
