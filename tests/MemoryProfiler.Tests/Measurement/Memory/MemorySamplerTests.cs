using System.Collections.Concurrent;
using MemoryProfiler.Measurement.Memory;

namespace MemoryProfiler.Tests.Measurement.Memory;

public class MemorySamplerTests
{
    [Fact]
    public void Subscribers_of_unlike_pace_are_served_by_one_thread_until_they_rest()
    {
        using var quick = new Subscriber(pause: 1, times: 20);
        using var slow = new Subscriber(pause: 60, times: 2);

        quick.WaitForRest().Count.ShouldBe(20);
        slow.WaitForRest().Count.ShouldBe(2);
        quick.Threads.Concat(slow.Threads).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_subscriber_at_rest_is_served_again_once_it_is_woken()
    {
        using var subscriber = new Subscriber(pause: 1, times: 3);
        subscriber.WaitForRest().Count.ShouldBe(3);

        subscriber.Allow(2);

        subscriber.WaitForRest().Count.ShouldBe(5);
    }

    [Fact]
    public void A_subscriber_that_fails_takes_nothing_from_the_others()
    {
        using var failed = new ManualResetEventSlim();
        var fails = true;
        SamplerSubscription.TryBegin("a test's failing work", () =>
        {
            if (!fails)
                return SamplerSubscription.Rest;
            fails = false;
            failed.Set();
            throw new InvalidOperationException("not today");
        }).ShouldNotBeNull();
        failed.Wait(TestContext.Current.CancellationToken);

        using var other = new Subscriber(pause: 1, times: 4);

        other.WaitForRest().Count.ShouldBe(4);
    }

    /// <summary>Asks to be served so many times with a pause between, then rests.</summary>
    sealed class Subscriber : IDisposable
    {
        readonly ManualResetEventSlim _isAtRest = new();
        readonly SamplerSubscription _subscription;
        readonly int _pause;
        int _left;

        public Subscriber(int pause, int times)
        {
            (_pause, _left) = (pause, times);
            _subscription = SamplerSubscription.TryBegin("a test's work", Sample)!;
        }

        public ConcurrentQueue<int> Threads { get; } = new();

        public void Allow(int times)
        {
            _isAtRest.Reset();
            Volatile.Write(ref _left, times);
            _subscription.Wake();
        }

        public ConcurrentQueue<int> WaitForRest()
        {
            _isAtRest.Wait(TestContext.Current.CancellationToken);
            return Threads;
        }

        public void Dispose() => _isAtRest.Dispose();

        int Sample()
        {
            Threads.Enqueue(Environment.CurrentManagedThreadId);
            if (--_left > 0)
                return _pause;
            _isAtRest.Set();
            return SamplerSubscription.Rest;
        }
    }
}
