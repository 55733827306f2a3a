using System.Buffers;
using System.Runtime.CompilerServices;

namespace MemoryProfiler.HeapTests.Snapshots;

public sealed class HeapGrowthTests
{
    const string Here = "MemoryProfiler.HeapTests.Snapshots.HeapGrowthTests";

    static readonly Dictionary<string, Cart> _carts = new() { ["a"] = new Cart() };
    static readonly Dictionary<int, Item> _cache = [];
    static int _number;

    [Fact]
    public void A_map_within_a_map_that_grows_by_one_entry_a_round_is_named_with_its_field()
    {
        // In two rounds the test host may load something as well.
        var growth = HeapGrowth.ByPath(() => _carts["a"].ItemsById.Add(_number++, new Item()), rounds: 6);

        var found = growth.ShouldHaveSingleItem();
        found.ToString().ShouldBe($"{Here}._carts (static) → Dictionary<string, HeapGrowthTests.Cart>._entries[].value → HeapGrowthTests.Cart.ItemsById → Dictionary<int, HeapGrowthTests.Item>._entries[].value → HeapGrowthTests.Item: +1 object a round, 152 B retained");
        found.Path.Count.ShouldBe(7);
        found.Rounds.ShouldBe(6);
        Should.Throw<MemoryAssertException>(() => HeapAssert.DoesNotGrow(() => _carts["a"].ItemsById.Add(_number++, new Item()), rounds: 6)).Message
            .ShouldBe($"HeapAssert.DoesNotGrow: the heap grew in each of 6 rounds.\n  {Here}._carts (static) → Dictionary<string, HeapGrowthTests.Cart>._entries[].value → HeapGrowthTests.Cart.ItemsById → Dictionary<int, HeapGrowthTests.Item>._entries[].value → HeapGrowthTests.Item: +1 object a round, 152 B retained");
    }

    [Fact]
    public void A_cache_that_fills_and_then_stops_is_not_named()
    {
        var rounds = 0;

        HeapAssert.DoesNotGrow(() => _cache.TryAdd(Math.Min(rounds++, 3), new Item()), rounds: 8);
    }

    [Fact]
    public void What_only_waits_for_its_finalizer_is_not_named()
    {
        // While its finalizer waits, all others do.
        LetGo();
        GC.Collect();

        var growth = HeapGrowth.ByPath(LetGo, rounds: 3);

        Finalized.MayEnd.Set();
        GC.WaitForPendingFinalizers();
        growth.ShouldBeEmpty();
    }

    [Fact]
    public void Arrays_that_a_pool_keeps_to_lend_them_again_are_not_named_and_what_they_hold_on_to_is()
    {
        var size = 8;
        HeapGrowth.ByPath(() => ArrayPool<Item>.Shared.Return(ArrayPool<Item>.Shared.Rent(size *= 2))).ShouldBeEmpty();

        HeapGrowth.ByPath(() =>
        {
            var lent = ArrayPool<Item>.Shared.Rent(size *= 2);
            lent[0] = new Item();
            ArrayPool<Item>.Shared.Return(lent);
        }).ShouldHaveSingleItem().Path.ToString()
            .ShouldBe("System.Buffers.SharedArrayPool<T>.t_tlsBuckets (static, one for each thread, by its type)[].Array[] → HeapGrowthTests.Item");
    }

    [Fact]
    public void A_step_that_undoes_what_it_does_leaves_nothing_to_name()
    {
        HeapGrowth.ByPath(() =>
        {
            _cache.Add(-1, new Item());
            _cache.Remove(-1);
        }).ShouldBeEmpty();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void LetGo() => _ = new Finalized();

    sealed class Finalized
    {
        public static readonly ManualResetEventSlim MayEnd = new();

        ~Finalized() => MayEnd.Wait(TimeSpan.FromSeconds(60));
    }

    sealed class Cart
    {
        public readonly Dictionary<int, Item> ItemsById = [];
    }

    sealed class Item
    {
        public readonly byte[] Data = new byte[100];
    }
}
