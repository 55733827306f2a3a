using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Ledger;

namespace MemoryProfiler.Fody.Tests.Constructs;

public class ConstructTests
{
    public static TheoryData<string, Build> Constructs => Samples.InBothBuilds(Samples.Constructs);

    [Fact]
    public void There_are_as_many_constructs_as_were_written() => Samples.Constructs.Length.ShouldBe(266);

    [Theory, MemberData(nameof(Constructs))]
    public void A_woven_construct_writes_the_same(string construct, Build build)
    {
        var (plain, woven) = WovenConstructs.Of(build).Run(construct);
        woven.Output.ShouldBe(plain.Output);
    }

    [Theory, MemberData(nameof(Constructs))]
    public void A_woven_construct_ends_the_same(string construct, Build build)
    {
        var (plain, woven) = WovenConstructs.Of(build).Run(construct);
        woven.Ending.ShouldBe(plain.Ending);
    }

    [Theory, MemberData(nameof(Constructs))]
    public void No_figure_is_negative_after_a_construct(string construct, Build build)
    {
        WovenConstructs.Of(build).Run(construct);
        var negative = MemoryReport.Capture().Methods
            .Where(m => m.Calls < 0 || m.AllocatedBytes < 0 || m.SelfAllocatedBytes < 0 || m.MinAllocatedBytes < 0 || m.MaxAllocatedBytes < 0
                || m.Lines.Any(l => l.Occurrences < 0 || l.AllocatedBytes < 0 || l.SelfAllocatedBytes < 0));
        negative.Select(m => m.FullName).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Constructs))]
    public unsafe void No_activation_stays_open_after_a_construct(string construct, Build build)
    {
        WovenConstructs.Of(build).Run(construct);
        var ledger = LedgerRegistry.Current;
        (ledger == null || ledger->Current == ledger->Root).ShouldBeTrue();
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void Nothing_is_left_out_and_nothing_said(Build build)
    {
        var result = WovenConstructs.Of(build).Result;
        result.Diagnostics.Select(d => $"{d} ({d.Location})").ShouldBeEmpty();
        result.MethodCount.ShouldBe(547);
    }
}
