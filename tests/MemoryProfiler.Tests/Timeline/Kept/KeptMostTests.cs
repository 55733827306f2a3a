using MemoryProfiler.Timeline.Kept;

namespace MemoryProfiler.Tests.Timeline.Kept;

public sealed class KeptMostTests
{
    [Fact]
    public void A_full_list_keeps_the_heavier_half_and_takes_nothing_lighter_from_then_on()
    {
        var list = new KeptMost<long>(4, weight => weight);
        foreach (var weight in new long[] { 5, 1, 9, 3, 7 })
            list.Add(weight);

        list.Kept.Order().ShouldBe([7, 9]);
        list.LeftOut.ShouldBe(3);

        list.Add(5);
        list.Add(6);

        list.Kept.Order().ShouldBe([6, 7, 9]);
        list.LeftOut.ShouldBe(4);
    }

    [Fact]
    public void A_million_of_one_weight_take_no_more_room_than_is_given()
    {
        var list = new KeptMost<long>(100, _ => 1);
        for (var i = 0; i < 1_000_000; i++)
            list.Add(i);

        list.Kept.Count.ShouldBe(50);
        list.LeftOut.ShouldBe(999_950);
    }
}
