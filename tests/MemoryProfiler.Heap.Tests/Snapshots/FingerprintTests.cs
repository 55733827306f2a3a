using System.Runtime.CompilerServices;

namespace MemoryProfiler.HeapTests.Snapshots;

public sealed class FingerprintTests
{
    const string Here = "MemoryProfiler.HeapTests.Snapshots.FingerprintTests";

    static readonly List<Order> _list = [];
    static readonly Dictionary<string, Order> _map = [];
    static readonly List<Func<Order>> _captures = [];
    static readonly List<Task> _tasks = [];
    static readonly Screen _screen = new();
    static Chain? _chain;

    [Fact]
    public void Forty_leaks_of_six_causes_are_six_ways_and_the_same_when_more_leak()
    {
        var end = new TaskCompletionSource();
        Leak(end.Task, 0, 40);
        using var first = HeapSnapshot.Capture();
        var ways = first.PathsToRoot<Order>();

        ways.Count.ShouldBe(6, string.Join('\n', ways));
        ways.Sum(way => way.Count).ShouldBe(40);
        ways.Select(way => way.Fingerprint).ShouldBeUnique();

        Leak(end.Task, 40, 60);
        using var second = HeapSnapshot.Capture();
        second.PathsToRoot<Order>().Select(way => way.Fingerprint).Order().ShouldBe(ways.Select(way => way.Fingerprint).Order());

        // What only types, fields and the names in this file make: the same in every run.
        ways.Select(way => $"{way.Fingerprint} {way.Count} {way.Steps[0]}").Order(StringComparer.Ordinal).ShouldBe(
        [
            $"0944c0ca6cc03b66 7 {Here}._tasks (static)",
            $"1701b2a7e64017e0 7 {Here}._captures (static)",
            $"2eef9cd947f105d5 7 {Here}._map (static)",
            $"412beb00a80b4c8c 6 {Here}._screen (static)",
            $"9ccfed9a4a34bce7 7 {Here}._list (static)",
            $"ccd95b7bc963d0b0 6 {Here}._chain (static)",
        ]);
        end.SetResult();
        Clear();
    }

    [Fact]
    public void An_object_behind_another_one_that_was_asked_for_counts_with_that_one()
    {
        Clear();
        LeakChain(5);
        using var snapshot = HeapSnapshot.Capture();

        var way = snapshot.PathsToRoot<Chain>().ShouldHaveSingleItem();
        (way.Count, way.BehindCount).ShouldBe((1, 4));
        way.ToString().ShouldBe("MemoryProfiler.HeapTests.Snapshots.FingerprintTests._chain (static) → FingerprintTests.Chain");
        Clear();
    }


    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Leak(Task end, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var order = new Order();
            switch (i % 6)
            {
                case 0:
                    _list.Add(order);
                    break;
                case 1:
                    _map.Add($"{i}", order);
                    break;
                case 2:
                    Capture(order);
                    break;
                case 3:
                    _tasks.Add(WaitAsync(order, end));
                    break;
                case 4:
                    _screen.Shown += new Listener(order).OnShown;
                    break;
                case 5:
                    _chain = new Chain(order, _chain);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void LeakChain(int length)
    {
        for (var i = 0; i < length; i++)
            _chain = new Chain(new Order(), _chain);
    }

    static void Capture(Order order) => _captures.Add(() => order);

    static async Task WaitAsync(Order order, Task end)
    {
        await end;
        GC.KeepAlive(order);
    }

    static void Clear()
    {
        _list.Clear();
        _map.Clear();
        _captures.Clear();
        _tasks.Clear();
        _screen.Forget();
        _chain = null;
    }

    sealed class Order;

    sealed class Chain(Order order, Chain? next)
    {
        public Order Order = order;
        public Chain? Next = next;
    }

    sealed class Screen
    {
        public event EventHandler? Shown;

        public void Forget() => Shown = null;

        public void Show() => Shown?.Invoke(this, EventArgs.Empty);
    }

    sealed class Listener(Order order)
    {
        public void OnShown(object? sender, EventArgs arguments) => GC.KeepAlive(order);
    }
}
