using FsCheck;
using FsCheck.Fluent;
using MemoryProfiler.Reports.Comparing;

namespace MemoryProfiler.Tests.Reports.Comparing;

public sealed class AlignmentTests
{
    [Theory]
    [InlineData("abc", "abc", "abc")]
    [InlineData("abc", "xyz", "")]
    [InlineData("abcde", "xbdz", "bd")]
    [InlineData("{a}{b}", "{a}{x}{b}", "{a}{b}")]
    [InlineData("", "abc", "")]
    public void The_longest_sequence_in_both_is_found(string before, string after, string common) =>
        string.Concat(Pairs(before, after).Select(pair => before[pair.Before])).ShouldBe(common);

    [Fact]
    public void Pairs_are_equal_and_ascend_and_no_alignment_has_more()
    {
        var letters = Gen.Elements('a', 'b', 'c').ArrayOf().Select(array => new string(array, 0, Math.Min(array.Length, 9))).ToArbitrary();

        Prop.ForAll(letters, letters, (before, after) =>
        {
            var pairs = Pairs(before, after);
            return pairs.All(pair => before[pair.Before] == after[pair.After])
                && pairs.Zip(pairs.Skip(1)).All(next => next.First.Before < next.Second.Before && next.First.After < next.Second.After)
                && pairs.Count == Longest(before, after);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_too_long_for_a_table_is_matched_at_its_ends()
    {
        var before = "ab" + new string('x', 5_000) + "yz";
        var after = "ab" + new string('w', 5_000) + "yz";

        Pairs(before, after).ShouldBe([(0, 0), (1, 1), (5_002, 5_002), (5_003, 5_003)]);
    }

    static List<(int Before, int After)> Pairs(string before, string after) => Alignment.Pairs(before.Length, after.Length, (i, j) => before[i] == after[j]);

    static int Longest(string before, string after) =>
        before.Length == 0 || after.Length == 0 ? 0
        : before[0] == after[0] ? 1 + Longest(before[1..], after[1..])
        : Math.Max(Longest(before[1..], after), Longest(before, after[1..]));
}
