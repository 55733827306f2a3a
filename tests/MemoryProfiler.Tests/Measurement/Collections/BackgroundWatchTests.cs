using MemoryProfiler.Measurement.Collections;

namespace MemoryProfiler.Tests.Measurement.Collections;

/// <summary>Which pauses of the program are told to be, or may be, the end of a background collection's marking.</summary>
public sealed class BackgroundWatchTests
{
    readonly BackgroundCollections _known = new();
    BackgroundWatch _watch;
    CollectionCounts _counts = new(1_000, 10, 2);
    int _begun;
    FinishedCollections _finished = new(0, 4, 10, 900);

    public BackgroundWatchTests()
    {
        _known.Look(_counts with { All = 4 }, _finished with { Latest = 4 });
        _watch.Start(_counts, _known.Now);
    }

    [Fact]
    public void Without_a_pause_no_background_collection_has_ended() => Judge().ShouldBe(MarkEnd.None);

    [Fact]
    public void Collections_of_young_generations_are_no_end_of_a_background_one()
    {
        Collect();

        Judge().ShouldBe(MarkEnd.None);
    }

    [Fact]
    public void Blocking_full_collections_are_no_end_of_a_background_one()
    {
        CollectAll();
        Judge().ShouldBe(MarkEnd.None);

        CollectAll();
        CollectAll();
        Judge().ShouldBe(MarkEnd.None);
    }

    [Fact]
    public void A_pause_in_which_no_collection_began_is_the_end_of_a_background_one_for_certain()
    {
        Begin();
        Judge();

        Pause(400);

        Judge().ShouldBe(MarkEnd.Certain);
    }

    [Fact]
    public void Where_a_background_collection_begins_its_marking_may_have_ended_as_well()
    {
        Begin();

        Judge().ShouldBe(MarkEnd.PossiblyOfCurrent);
    }

    [Fact]
    public void A_background_collection_that_begins_and_ends_between_two_readings_may_have_charged_the_line()
    {
        Begin();
        Pause(400);
        End();

        Judge().ShouldBe(MarkEnd.Possible);
        Collect();
        Judge().ShouldBe(MarkEnd.None);
    }

    [Fact]
    public void A_collection_during_a_background_one_is_no_end_if_it_accounts_for_the_whole_pause()
    {
        Begin();
        Judge();

        Collect();
        Pause(30);

        Judge().ShouldBe(MarkEnd.None);
    }

    [Fact]
    public void A_collection_during_a_background_one_is_no_end_but_more_time_than_it_took_is_a_possible_one()
    {
        Begin();
        Judge();

        Collect();
        Pause(400);

        Judge().ShouldBe(MarkEnd.PossiblyOfCurrent);
    }

    [Fact]
    public void Two_collections_during_a_background_one_hide_a_possible_end()
    {
        Begin();
        Judge();

        Collect();
        Collect();

        Judge().ShouldBe(MarkEnd.PossiblyOfCurrent);
    }

    [Fact]
    public void Once_its_end_was_seen_the_rest_of_a_background_collection_charges_nothing()
    {
        Begin();
        Judge();
        Pause(400);
        Judge();

        Collect();
        Collect();
        Judge().ShouldBe(MarkEnd.None);
        End();
        Collect();
        Judge().ShouldBe(MarkEnd.None);
    }

    [Fact]
    public void The_unseen_end_of_a_background_collection_and_the_begin_of_the_next_are_two_suspects()
    {
        Begin();
        Judge();

        Pause(400);
        End();
        Begin();

        Judge().ShouldBe(MarkEnd.Possible);
    }

    [Fact]
    public void A_thread_that_starts_while_a_background_collection_runs_expects_its_end()
    {
        Begin();
        _known.Look(_counts, _finished);
        _watch.Start(_counts, _known.Now);

        Collect();
        Pause(400);

        Judge().ShouldBe(MarkEnd.PossiblyOfCurrent);
    }

    MarkEnd Judge()
    {
        if (_watch.NeedsLook(_counts, _known.Now))
            _known.Look(_counts, _finished);
        return _watch.Judge(_counts, _known.Now, _finished);
    }

    void Pause(long ticks) => _counts = _counts with { Paused = _counts.Paused + ticks };

    void Collect()
    {
        _counts = _counts with { Paused = _counts.Paused + 500, All = _counts.All + 1 };
        _finished = _finished with { Latest = _counts.All, LatestPause = 500 };
    }

    void CollectAll()
    {
        Collect();
        _counts = _counts with { Full = _counts.Full + 1 };
        _finished = _finished with { FullBlocking = _counts.All };
    }

    void Begin()
    {
        _counts = _counts with { Paused = _counts.Paused + 300, All = _counts.All + 1, Full = _counts.Full + 1 };
        _begun = _counts.All;
    }

    void End() => _finished = _finished with { Background = _begun, Latest = Math.Max(_finished.Latest, _begun) };

}
