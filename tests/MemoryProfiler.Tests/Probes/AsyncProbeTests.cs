using System.Runtime.CompilerServices;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Tests.Probes;

/// <summary>Probes of methods that the runtime itself suspends, on a runtime that has none or keeps them in a way that is not known. With them they run on .NET 11: see eng/check-runtime-async.sh.</summary>
public sealed class AsyncProbeTests : IDisposable
{
    public AsyncProbeTests() => MemoryReport.Reset();

    public void Dispose() => MemoryReport.Reset();

    [Fact]
    public void Without_such_a_runtime_nothing_is_recorded_and_the_report_says_so()
    {
        var first = MethodIds.Take(1);

        AsyncProbe.Enter(first, 2, 0, isCall: true, 16).ShouldBe(0);
        AsyncProbe.EnterHanded(first, 2, ~first, 16).ShouldBe(0);
        AsyncProbe.EnterDelegate(first, 2, 1, 0, 0, 16).ShouldBe(0);

        MemoryReport.Capture().Notes.ShouldContain("3 calls of async methods that the runtime itself suspends were not recorded to the end, as this runtime did not tell of it. Take runtime-async out of <Features> in the project.");
        MemoryReport.Reset();
        MemoryReport.Capture().Notes.ShouldNotContain(note => note.Contains("runtime-async", StringComparison.Ordinal));
    }

    [Fact]
    public void A_call_that_is_not_recorded_has_no_activation_and_no_end()
    {
        AsyncProbe.Resume(0).ShouldBe(0);
        AsyncProbe.Exit(0);
    }

    [Fact]
    public void A_watched_awaiter_does_what_the_awaiter_does()
    {
        var called = new List<string>();
        new WatchedAwaiter<Awaiter>(new Awaiter(called)).UnsafeOnCompleted(() => called.Add("one"));
        new WatchedAwaiter<Awaiter>(new Awaiter(called)).OnCompleted(() => called.Add("two"));
        new WatchedNotifier<Awaiter>(new Awaiter(called)).OnCompleted(() => called.Add("three"));
        called.ShouldBe(["unsafe", "one", "unsafe", "two", "safe", "three"]);
    }

    [Fact]
    public void A_watched_awaiter_is_as_big_as_the_awaiter()
    {
        Unsafe.SizeOf<WatchedAwaiter<Awaiter>>().ShouldBe(Unsafe.SizeOf<Awaiter>());
        Unsafe.SizeOf<WatchedNotifier<Awaiter>>().ShouldBe(Unsafe.SizeOf<Awaiter>());
    }

    readonly struct Awaiter(List<string> called) : ICriticalNotifyCompletion
    {
        public void OnCompleted(Action continuation)
        {
            called.Add("safe");
            continuation();
        }

        public void UnsafeOnCompleted(Action continuation)
        {
            called.Add("unsafe");
            continuation();
        }
    }
}
