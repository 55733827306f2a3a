using MemoryProfiler.Sites.Sampling;

namespace MemoryProfiler.HeapTests.Sites;

public sealed class LiveReplayTests : IDisposable
{
    const int Megabyte = 1 << 20;

    readonly LiveReplay _live = new();
    ulong _time;

    public void Dispose() => _live.Dispose();

    [Fact]
    public void A_collection_of_young_objects_keeps_what_is_in_its_ranges_and_all_that_is_older()
    {
        Allocate(1, 0x1000);
        Allocate(2, 0x2000);
        Allocate(3, 0x9000, generation: 2);

        Collect(0, (0x1000, 0x100, 0));

        Alive().ShouldBe([1, 3]);
    }

    [Fact]
    public void An_object_that_was_moved_is_looked_for_where_it_was_moved_to()
    {
        Allocate(1, 0x1010);
        Collect(0, (0x1000, 0x100, 0x4000));

        Collect(1, (0x5000, 0x100, 0));
        Alive().ShouldBe([1]);

        Collect(2, (0x1000, 0x100, 0));
        Alive().ShouldBeEmpty();
    }

    [Fact]
    public void Ranges_are_found_in_whatever_order_the_collector_s_threads_tell_them()
    {
        Allocate(1, 0x1000);
        Allocate(2, 0x5000);
        Allocate(3, 0x9000);

        Collect(0, (0x9000, 8, 0), (0x1000, 8, 0), (0x7000, 8, 0));

        Alive().ShouldBe([1, 3]);
    }

    [Fact]
    public void An_object_grows_older_with_each_collection_that_it_survives_but_not_older_than_that_collection_makes_it()
    {
        Allocate(1, 0x1000);
        Collect(0, (0x1000, 8, 0));
        Collect(0);
        Alive().ShouldBe([1]);

        // Found among the young all the same, it is one of those that survived once.
        Collect(0, (0x1000, 8, 0));
        Collect(1);

        Alive().ShouldBeEmpty();
    }

    [Fact]
    public void A_collection_in_the_background_frees_old_objects_alone_when_it_ends()
    {
        Allocate(1, 0x1000, generation: 2);
        Allocate(2, 0x2000, generation: 2);
        Allocate(3, 0x3000);
        _live.Start(++_time, number: 7, generation: 2, isBackground: true);
        _live.Resume();
        Keep(0x1000);
        Alive().ShouldBe([1, 2, 3]);

        _live.End(++_time, number: 7);

        Alive().ShouldBe([1, 3]);
        _live.AfterFull.Time.ShouldBeNull();
    }

    // The runtime says of some that they are in the background, and then finds that they cannot be.
    [Fact]
    public void A_collection_in_the_background_for_all_of_which_the_program_stands_still_is_a_full_one()
    {
        Allocate(1, 0x1000);
        Allocate(2, 0x2000, generation: 2);
        Allocate(3, 0x3000);
        _live.Start(++_time, number: 7, generation: 2, isBackground: true);
        _live.Keep(++_time, new MemoryRange(0x1000, 8, 0x4000));

        _live.End(++_time, number: 7);

        Alive().ShouldBe([1]);
        _live.AfterFull.Figures.Objects(1).ShouldBe(1);
        // It has grown older and was moved.
        Collect(0);
        Collect(1, (0x5000, 8, 0));
        Alive().ShouldBe([1]);
    }

    [Fact]
    public void What_was_allocated_since_a_collection_in_the_background_began_to_tell_is_spared_by_it()
    {
        _live.Start(++_time, number: 7, generation: 2, isBackground: true);
        _live.Resume();
        Keep(0x1000);
        Allocate(1, 0x2000, generation: 2);

        _live.End(++_time, number: 7);

        Alive().ShouldBe([1]);
    }

    [Fact]
    public void What_a_collection_in_the_background_found_counts_before_the_next_one_that_stops_the_program_moves_it()
    {
        Allocate(1, 0x1000, generation: 2);
        Allocate(2, 0x2000, generation: 2);
        _live.Start(++_time, number: 7, generation: 2, isBackground: true);
        _live.Resume();
        Keep(0x1000);
        _live.Start(++_time, number: 8, generation: 0, isBackground: false);
        Alive().ShouldBe([1]);
        // Of the one that has stopped the program, whichever thread tells it.
        Keep(0x7000);
        _live.End(++_time, number: 8);

        _live.End(++_time, number: 7);

        Alive().ShouldBe([1]);
    }

    [Fact]
    public void Each_peak_is_the_highest_of_its_moments()
    {
        Allocate(1, 0x1000, bytes: 10 * Megabyte);
        Allocate(2, 0x2000, bytes: 20 * Megabyte);
        Collect(0, (0x1000, 8, 0));
        Allocate(3, 0x3000, bytes: 5 * Megabyte);
        Collect(2, (0x3000, 8, 0));

        (_live.AtStart.Figures.TotalBytes, _live.AtStart.Time).ShouldBe((30 * Megabyte, 3UL));
        (_live.AtEnd.Figures.TotalBytes, _live.AtEnd.Time).ShouldBe((10 * Megabyte, 4UL));
        (_live.AfterFull.Figures.TotalBytes, _live.AfterFull.Time).ShouldBe((5 * Megabyte, 7UL));
        _live.AtStart.Figures.Bytes(2).ShouldBe(20 * Megabyte);
        _live.AtEnd.Figures.Bytes(2).ShouldBe(0);
    }

    [Fact]
    public void Peaks_that_are_reset_begin_anew_and_what_lives_lives_on()
    {
        Allocate(1, 0x1000);
        Collect(2, (0x1000, 8, 0));

        _live.ResetPeaks();

        _live.AfterFull.Time.ShouldBeNull();
        Alive().ShouldBe([1]);
    }

    void Allocate(int site, ulong address, int generation = 0, double bytes = Megabyte) =>
        _live.Add(new LiveSample(address, ++_time, site, generation, Objects: 1, bytes));

    void Collect(int generation, params (ulong Start, ulong Length, ulong Shift)[] ranges)
    {
        var number = (long)++_time;
        _live.Start(_time, number, generation, isBackground: false);
        foreach (var (start, length, shift) in ranges)
            _live.Keep(_time, new MemoryRange(start, length, shift));
        _live.End(++_time, number);
    }

    void Keep(ulong start) => _live.Keep(++_time, new MemoryRange(start, 8, 0));

    int[] Alive() => [.. Enumerable.Range(0, 10).Where(site => _live.Live.Objects(site) > 0)];
}
