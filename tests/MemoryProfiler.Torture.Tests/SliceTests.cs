using MemoryProfiler.Torture.Corpus;
using MemoryProfiler.Torture.Reporting;

namespace MemoryProfiler.Torture.Tests;

public sealed class SliceTests
{
    [Fact]
    public void Every_body_of_the_packages_and_of_a_part_of_the_framework_is_accepted_at_both_tiers()
    {
        using var scratch = new ScratchFolder();
        var groups = new WeaveAndPrepare(scratch.Path, TextWriter.Null).Run(AssemblyGroups.Slice());
        ResultTable.Failures(groups).ShouldBeEmpty();
        groups.Sum(group => group.Woven).ShouldBeGreaterThanOrEqualTo(40_000);
        groups.Sum(group => group.FirstTier.InvalidPrograms + group.Optimised.InvalidPrograms).ShouldBe(0);
        groups.Sum(group => group.Excluded).ShouldBe(0);
    }
}
