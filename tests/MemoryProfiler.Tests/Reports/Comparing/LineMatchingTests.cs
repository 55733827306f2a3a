using MemoryProfiler.Reports.Comparing;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Reports.Comparing;

public sealed class LineMatchingTests
{
    [Fact]
    public void A_line_moved_by_ten_lines_of_comments_is_the_same_line() =>
        LineMatching.Changes(ComparedReports.Import(9), ComparedReports.Import(19)).ShouldBeEmpty();

    [Fact]
    public void The_line_that_was_made_worse_comes_first_and_what_stayed_is_silent() =>
        Described(ComparedReports.Import(9), ComparedReports.Edited(19)).ShouldBe(
        [
            "14 orders.Add(Parse(line)); 64000 | 25 orders.Add(Parse(line.Trim().ToUpper())); 156000",
            " | 23 var seen = new HashSet<string>(); 64",
            "16 Console.WriteLine($\"{orders.Count} orders\"); 80 | ",
        ]);

    [Fact]
    public void Of_lines_that_are_written_alike_each_is_matched_with_the_one_in_its_place()
    {
        var before = Method(("list.Add(new byte[8]);", 32), ("list.Add(new byte[8]);", 64), ("list.Add(new byte[8]);", 96));
        var after = Method(("Prepare();", 8), ("list.Add(new byte[8]);", 32), ("list.Add(new byte[8]);", 65), ("list.Add(new byte[8]);", 96));

        Described(before, after).ShouldBe([" | 1 Prepare(); 8", "2 list.Add(new byte[8]); 64 | 3 list.Add(new byte[8]); 65"]);
    }

    [Fact]
    public void A_line_that_was_only_indented_anew_is_the_same_line() =>
        Described(Method(("    Load();", 32)), Method(("\tLoad();  ", 48))).ShouldBe(["1 Load(); 32 | 1 Load(); 48"]);

    [Fact]
    public void Lines_without_their_source_are_matched_in_their_order() =>
        Described(Method(("", 8), ("", 16), ("", 24)), Method(("", 8), ("", 16), ("", 32))).ShouldBe(["3  24 | 3  32"]);

    [Fact]
    public void What_a_background_collection_may_have_added_is_no_change()
    {
        var before = Method(("Load();", 32));
        var about = before.Lines[0] with { AllocatedBytes = 8_232, SelfAllocatedBytes = 8_232, MaxExcessBytes = 8_200 };

        LineMatching.Changes(before, before with { Lines = [about] }).ShouldBeEmpty();
        LineMatching.Changes(before, before with { Lines = [about with { SelfAllocatedBytes = 8_233 }] }).ShouldHaveSingleItem().ChangeBytes.ShouldBe(8_201);
    }

    [Fact]
    public void All_lines_of_a_method_that_is_new_are_new() =>
        Described(null, Method(("Load();", 32), ("{", 0))).ShouldBe([" | 1 Load(); 32"]);

    [Theory]
    [InlineData("Load(1);", "Load(2);", 7 / 8.0)]
    [InlineData("abc", "abc", 1)]
    [InlineData("abc", "xyz", 0)]
    [InlineData("", "", 0)]
    [InlineData("aa", "aaa", 2 / 3.0)]
    public void Lines_are_alike_by_their_beginnings_and_ends(string one, string other, double likeness) =>
        LineMatching.Likeness(one, other).ShouldBe(likeness);

    static MethodProfile Method(params (string Text, long Bytes)[] lines) =>
        ComparedReports.Method("Shop.Cart.Fill()", 1, [.. lines.Select(line => (line.Text, line.Bytes == 0 ? 0L : 1L, line.Bytes))]);

    static IEnumerable<string> Described(MethodProfile? before, MethodProfile? after) =>
        LineMatching.Changes(before, after).Select(line => $"{Described(line.Before)} | {Described(line.After)}");

    static string Described(LineProfile? line) => line is null ? "" : FormattableString.Invariant($"{line.LineNumber} {line.Text.Trim()} {line.SelfAllocatedBytes}");
}
