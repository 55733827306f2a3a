using MemoryProfiler.Graph;
using MemoryProfiler.Memory;

namespace MemoryProfiler.HeapTests.Graph;

public sealed class AddressIndexTests
{
    [Fact]
    public void Every_object_is_found_at_its_address_and_nothing_between_however_regions_lie()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            using var addresses = new NativeList<ulong>();
            foreach (var region in Enumerable.Range(1, 6).OrderBy(_ => random.Next()))
            {
                var address = (ulong)region << 30;
                for (var i = random.Next(200); i >= 0; i--, address += (ulong)(8 * random.Next(3, random.Next(10) == 0 ? 100_000 : 6)))
                    addresses.Add(address);
            }
            using var index = new AddressIndex(addresses);

            for (var node = 0; node < addresses.Count; node++)
            {
                index.Find(addresses[node]).ShouldBe(node);
                index.Find(addresses[node] + 8).ShouldBe(-1);
                index.Find(addresses[node] - 8).ShouldBe(-1);
            }
            index.Find(0).ShouldBe(-1);
            index.Find(ulong.MaxValue).ShouldBe(-1);
        }
    }

    [Fact]
    public void In_a_heap_without_objects_none_is_found()
    {
        using var addresses = new NativeList<ulong>();
        using var index = new AddressIndex(addresses);

        index.Find(8).ShouldBe(-1);
    }
}
