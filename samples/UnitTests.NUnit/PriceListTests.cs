using MemoryProfiler;
using NUnit.Framework;
using UnitTests.Shop;
using Assert = NUnit.Framework.Legacy.ClassicAssert;

namespace UnitTests;

public sealed class PriceListTests
{
    const string Prices = "bolt=0.15\nnut=0.10\nwasher=0.05";

    [Test]
    public void Finding_a_price_allocates_nothing()
    {
        var list = PriceList.Parse(Prices);

        MemoryAssert.DoesNotAllocate(() => list.Find("nut"));
    }

    [Test]
    public void Parsing_stays_within_its_budget()
    {
        var list = MemoryAssert.AllocatesAtMost("2 KB", () => PriceList.Parse(Prices));

        Assert.AreEqual(3, list.Count);
    }

    [Test]
    public async Task Parsing_from_a_reader_stays_within_its_budget_on_all_threads()
    {
        await MemoryAssert.AllocatesAtMostAsync("12 KB", async () => await PriceList.ParseAsync(new StringReader(Prices)));
    }

    [Test]
    public void A_list_is_collected_once_nobody_uses_it()
    {
        MemoryAssert.IsCollected(() => PriceList.Parse(Prices));
    }

    [Test]
    [MaxAllocation("64 KB")]
    public void A_label_is_small_and_so_is_this_whole_test()
    {
        var list = PriceList.Parse(Prices);

        Assert.AreEqual("bolt: 0.15", list.Label("bolt"));
    }

    // Run with SHOW_A_FAILURE=1 to see what a failure looks like.
    [Test]
    public void A_failure_names_the_line()
    {
        if (Environment.GetEnvironmentVariable("SHOW_A_FAILURE") is null)
            NUnit.Framework.Assert.Ignore("Set SHOW_A_FAILURE to see it.");

        MemoryAssert.AllocatesAtMost("100 B", () => PriceList.Parse(Prices));
    }
}
