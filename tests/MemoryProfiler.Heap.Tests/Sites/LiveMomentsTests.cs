using System.Text.Json;
using MemoryProfiler.HeapTests.Support;
using MemoryProfiler.Sites.Sampling;

namespace MemoryProfiler.HeapTests.Sites;

public sealed class LiveMomentsTests
{
    [Fact]
    public void Few_are_all_kept()
    {
        var moments = new LiveMoments();
        for (var i = 0UL; i < LiveMoments.Most; i++)
            moments.Add(i, i % 7);

        moments.All.Count.ShouldBe(LiveMoments.Most);
    }

    [Fact]
    public void Of_very_many_the_highs_and_lows_are_kept_in_their_order()
    {
        var moments = new LiveMoments();
        for (var i = 0UL; i < 100_000; i++)
            moments.Add(i, i == 41_234 ? 1_000 : i == 77_777 ? 0 : 100 + (i % 2 * 50));

        moments.All.Count.ShouldBeLessThanOrEqualTo(LiveMoments.Most);
        moments.All.Select(moment => moment.Time).ShouldBeInOrder(SortDirection.Ascending);
        moments.All.MaxBy(moment => moment.Bytes).ShouldBe((41_234UL, 1_000));
        moments.All.MinBy(moment => moment.Bytes).ShouldBe((77_777UL, 0));
        moments.All.Count(moment => moment.Bytes == 100).ShouldBeInRange(moments.All.Count / 3, moments.All.Count * 2 / 3);
    }

    [Fact]
    public void A_memory_track_has_each_collection_and_ends_with_what_lives()
    {
        AllocationSites.Start();
        Large.MakeAndKeep(5);
        GC.Collect();
        Large.MakeAndKeep(2);
        GC.Collect();
        Large.Forget();
        GC.Collect();
        var kept = Large.Make(3);
        var found = AllocationSites.Stop();
        GC.KeepAlive(kept);
        using var folder = new TemporaryFolder();
        found.Save(folder.File("a.firefox.json"));

        var counter = JsonDocument.Parse(File.ReadAllText(folder.File("a.firefox.json"))).RootElement.GetProperty("counters")[0].GetProperty("samples");
        var live = 0.0;
        // In objects of 4 MiB: what else is seen of a test runner is little.
        var track = counter.GetProperty("count").EnumerateArray().Select(count => live += count.GetDouble()).Select(bytes => (int)(bytes / (4 << 20))).ToList();

        track.Count.ShouldBe(counter.GetProperty("length").GetInt32());
        // The runtime collects by itself, too, while they are made.
        var met = new Queue<int>([5, 7, 2, 0, 3]);
        foreach (var objects in track)
        {
            if (met.TryPeek(out var next) && objects == next)
                met.Dequeue();
        }
        met.ShouldBeEmpty(string.Join(' ', track));
        live.ShouldBe(found.LiveBytes);
        counter.GetProperty("time").EnumerateArray().Select(time => time.GetDouble()).ShouldBeInOrder(SortDirection.Ascending);
    }
}
