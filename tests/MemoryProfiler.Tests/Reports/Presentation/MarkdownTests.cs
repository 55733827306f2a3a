using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Tests.Reports.Presentation;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("plain text, (1 of 2): 3.5 KiB", "plain text, (1 of 2): 3.5 KiB")]
    [InlineData("a|b *c* _d_ `e` <f> [g] ~h & \\", @"a\|b \*c\* \_d\_ \`e\` \<f\> \[g\] \~h \& \\")]
    [InlineData("one\nline", "one line")]
    public void A_text_means_nothing_but_itself(string text, string expected) => Markdown.Text(text).ShouldBe(expected);

    [Theory]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("a | b", "`a | b`")]
    [InlineData("    indented", "`    indented`")]
    [InlineData("a ` b", "`` a ` b ``")]
    [InlineData("``` x", "```` ``` x ````")]
    public void Code_has_a_fence_longer_than_any_within(string text, string expected) => Markdown.Code(text).ShouldBe(expected);

    [Theory]
    [InlineData("a || b", @"`a \|\| b`")]
    [InlineData("a ` | b", @"`` a ` \| b ``")]
    [InlineData(@"""\|"" * <T>", @"<code>""&#92;&#124;"" &#42; &#60;T&#62;</code>")]
    public void A_bar_in_code_does_not_end_its_cell(string text, string expected) => Markdown.CodeCell(text).ShouldBe(expected);
}
