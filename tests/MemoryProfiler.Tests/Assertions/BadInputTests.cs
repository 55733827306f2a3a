using System.Reflection;
using System.Runtime;

namespace MemoryProfiler.Tests.Assertions;

public sealed class BadInputTests
{
    const string SizeMend = "write a number and a unit (B, KB, KiB, MB, MiB, GB, GiB, TB or TiB, where 1 KB is 1,024 bytes), for example \"64 KB\".";

    static readonly Action _nothing = () => { };

    static readonly string[] _assertions =
        [.. typeof(MemoryAssert).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(method => method.Name).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("64 XB")]
    [InlineData("-1 KB")]
    [InlineData("")]
    public void A_limit_of_an_assertion_that_is_no_size_is_named(string text) =>
        Should.Throw<ArgumentException>(() => MemoryAssert.AllocatesAtMost(text, _nothing))
            .Message.ShouldBe($"\"{text}\" is not a size: {SizeMend} (Parameter 'limit')");

    [Fact]
    public void A_negative_limit_of_an_assertion_is_named() =>
        Should.Throw<ArgumentOutOfRangeException>(() => MemoryAssert.AllocatesAtMost(-1_024, _nothing))
            .Message.ShouldBe("-1,024 B is no size: give 0 or more bytes, or a text such as \"64 KB\". (Parameter 'limit')");

    [Fact]
    public void Bounds_of_an_assertion_the_wrong_way_round_are_named() =>
        Should.Throw<ArgumentException>(() => MemoryAssert.Allocates("2 KB", 1_000, _nothing))
            .Message.ShouldBe("The fewest bytes (2,048 B) are more than the most (1,000 B): give the smaller bound first. (Parameter 'min')");

    [Fact]
    public async Task A_null_delegate_of_an_assertion_is_named()
    {
        Should.Throw<ArgumentNullException>(() => MemoryAssert.DoesNotAllocate((Action)null!)).ParamName.ShouldBe("action");
        Should.Throw<ArgumentNullException>(() => MemoryAssert.DoesNotAllocate((Func<int>)null!)).ParamName.ShouldBe("action");
        (await Should.ThrowAsync<ArgumentNullException>(() => MemoryAssert.DoesNotAllocateAsync((Func<Task>)null!))).ParamName.ShouldBe("action");
    }

    [Fact]
    public void An_async_delegate_is_refused_with_the_name_of_the_right_overload()
    {
        const string mend = "MemoryAssert.AllocatesAtMost was given an async delegate, of which it would only count what runs before the first await: use await MemoryAssert.AllocatesAtMostAsync(async () => …). (Parameter 'action')";

        Should.Throw<ArgumentException>(() => MemoryAssert.AllocatesAtMost(0, AsyncVoid)).Message.ShouldBe(mend);
        Should.Throw<ArgumentException>(() => MemoryAssert.AllocatesAtMost(0, (Action)(async () => await Task.Yield()))).Message.ShouldBe(mend);
        Should.Throw<ArgumentException>(() => { MemoryAssert.AllocatesAtMost(0, async () => await Task.Yield()); }).Message.ShouldBe(mend);
        Should.Throw<ArgumentException>(() => MemoryAssert.AllocatesAtMost(0, Completed).AsTask()).Message.ShouldBe(mend);
        Should.Throw<ArgumentException>(() => MemoryAssert.AllocatesAtMost(0, async (MemoryWindow _) => await Task.Yield())).Message.ShouldBe(mend);
    }

    [Fact]
    public void Every_synchronous_assertion_names_its_own_async_one()
    {
        var refused = new Dictionary<string, Action>
        {
            ["DoesNotAllocate"] = () => MemoryAssert.DoesNotAllocate(AsyncVoid),
            ["AllocatesAtMost"] = () => MemoryAssert.AllocatesAtMost(0, AsyncVoid),
            ["Allocates"] = () => MemoryAssert.Allocates(0, 0, AsyncVoid),
            ["AllocatesNoMoreThanBaseline"] = () => MemoryAssert.AllocatesNoMoreThanBaseline("import", AsyncVoid),
            ["DoesNotGrow"] = () => MemoryAssert.DoesNotGrow(AsyncVoid),
            ["PeakAtMost"] = () => MemoryAssert.PeakAtMost(0, AsyncVoid),
            ["IsCollected"] = () => MemoryAssert.IsCollected(Created),
            ["DoesNotLeak"] = () => MemoryAssert.DoesNotLeak<object>(Leak),
        };

        foreach (var (assertion, call) in refused)
        {
            var given = assertion == "DoesNotLeak" ? "async track => …" : "async () => …";
            Should.Throw<ArgumentException>(call).Message
                .ShouldStartWith($"MemoryAssert.{assertion} was given an async delegate, of which it would only count what runs before the first await: use await MemoryAssert.{assertion}Async({given}). (Parameter ", customMessage: assertion);
        }

        _assertions.Where(name => !name.EndsWith("Async", StringComparison.Ordinal)).ShouldBe(refused.Keys.Order(StringComparer.Ordinal));
        foreach (var assertion in refused.Keys)
            _assertions.ShouldContain(assertion + "Async");
    }

    [Fact]
    public async Task An_async_delegate_without_a_task_is_named() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => MemoryAssert.DoesNotAllocateAsync(() => (Task)null!)))
            .Message.ShouldBe("The async delegate returned no task (null): return the task of what it does.");

    [Fact]
    public async Task An_async_assertion_whose_flow_is_suppressed_is_named()
    {
        Task<AllocationMeasurement> Suppressed()
        {
            using (ExecutionContext.SuppressFlow())
                return MemoryAssert.DoesNotAllocateAsync(() => Task.CompletedTask);
        }

        (await Should.ThrowAsync<InvalidOperationException>(Suppressed))
            .Message.ShouldStartWith("The bytes of an async call cannot be counted while ExecutionContext.SuppressFlow is in force");
    }

    [Fact]
    public async Task What_the_delegate_of_an_assertion_throws_comes_through_untouched()
    {
        var fault = new TimeoutException("mine");
        var mode = GCSettings.LatencyMode;

        Should.Throw<TimeoutException>(() => MemoryAssert.DoesNotAllocate(() => throw fault)).ShouldBeSameAs(fault);
        (await Should.ThrowAsync<TimeoutException>(() => MemoryAssert.DoesNotAllocateAsync(() => throw fault))).ShouldBeSameAs(fault);
        (await Should.ThrowAsync<TimeoutException>(() => MemoryAssert.DoesNotAllocateAsync(async () =>
        {
            await Task.Yield();
            throw fault;
        }))).ShouldBeSameAs(fault);

        GCSettings.LatencyMode.ShouldBe(mode);
        MemoryAssert.DoesNotAllocate(_nothing);
    }

    static ValueTask<int> Completed() => ValueTask.FromResult(1);

    static Task<object> Created() => Task.FromResult(new object());

    static async void Leak(Action<object> track) => await Task.Yield();

    static async void AsyncVoid() => await Task.Yield();
}
