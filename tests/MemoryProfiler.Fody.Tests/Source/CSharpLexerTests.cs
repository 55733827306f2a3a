using MemoryProfiler.Weaving.Source;



namespace MemoryProfiler.Fody.Tests.Source;

public class CSharpLexerTests
{
    const string Q = "\"";
    const string QQQ = "\"\"\"";

    [Theory]
    [InlineData("int x = y;", "int x = y ;")]
    [InlineData("a => b", "a => b")]
    [InlineData("a >= b == c", "a > = b = = c")]
    [InlineData("@class _name x1", "@class _name x1")]
    [InlineData("[A(1)] void M() { }", "[ A ( 1 ) ] void M ( ) { }")]
    public void Words_and_punctuation_of_a_source_are_tokens(string text, string tokens) => Tokens(text).ShouldBe(tokens);

    [Theory]
    [InlineData("a // { comment\nb", "a b")]
    [InlineData("a /* { */ b", "a b")]
    [InlineData("a /* {\n\" */ b", "a b")]
    [InlineData("a /// <b>{</b>\nb", "a b")]
    public void Comments_of_a_source_are_no_tokens(string text, string tokens) => Tokens(text).ShouldBe(tokens);

    [Theory]
    [InlineData("#region {\na\n  #endregion }\nb", "a b")]
    [InlineData("#if X\na\n#else\nb\n#endif", "a b")]
    [InlineData("#pragma warning disable CA1000 // \"\na", "a")]
    public void Directives_of_a_source_are_no_tokens(string text, string tokens) => Tokens(text).ShouldBe(tokens);

    [Theory]
    [InlineData("a " + Q + "{" + Q + " b")]
    [InlineData("a " + Q + "\\" + Q + "{" + Q + " b")]
    [InlineData("a " + Q + "\\\\" + Q + " b")]
    [InlineData("a " + Q + Q + " b")]
    [InlineData("a " + Q + "// {" + Q + " b")]
    [InlineData("a @" + Q + "\\" + Q + " b")]
    [InlineData("a @" + Q + Q + Q + "{\n" + Q + Q + Q + " b")]
    [InlineData("a '{' b")]
    [InlineData("a '\\'' b")]
    [InlineData("a '" + Q + "' b")]
    public void Strings_and_characters_of_a_source_are_no_tokens(string text) => Tokens(text).ShouldBe("a b");

    [Theory]
    [InlineData("a $" + Q + "{x} {{ }} {y}" + Q + " b")]
    [InlineData("a $" + Q + "{f(" + Q + "}" + Q + ")}" + Q + " b")]
    [InlineData("a $" + Q + "{(c ? '}' : '{')}" + Q + " b")]
    [InlineData("a $" + Q + "{$" + Q + "{" + Q + "{" + Q + "}" + Q + "}" + Q + " b")]
    [InlineData("a $" + Q + "\\" + Q + "{x}" + Q + " b")]
    [InlineData("a $@" + Q + Q + Q + "{x}\\" + Q + " b")]
    [InlineData("a @$" + Q + "{x}\n{{" + Q + " b")]
    [InlineData("a $" + Q + "{new { X = 1 }}" + Q + " b")]
    public void Interpolated_strings_of_a_source_are_no_tokens(string text) => Tokens(text).ShouldBe("a b");

    [Theory]
    [InlineData("a " + QQQ + "{ " + Q + "x" + Q + " }" + QQQ + " b")]
    [InlineData("a " + QQQ + "\n{ // \\\n" + QQQ + " b")]
    [InlineData("a " + QQQ + Q + " { " + QQQ + " " + QQQ + Q + " b")]
    [InlineData("a $" + QQQ + "\n{x}\n" + QQQ + " b")]
    [InlineData("a $$" + QQQ + "\n{ {{x}} }\n" + QQQ + " b")]
    [InlineData("a $$" + QQQ + "\n{{{x}}} {{f(" + Q + "}}" + Q + ")}}\n" + QQQ + " b")]
    public void Raw_strings_of_a_source_are_no_tokens(string text) => Tokens(text).ShouldBe("a b");

    [Fact]
    public void A_suffix_behind_a_string_is_a_word() => Tokens("a \"{\"u8 b").ShouldBe("a u8 b");

    [Fact]
    public void Tokens_of_a_source_know_their_line_and_column()
    {
        var tokens = CSharpLexer.Tokenize("a /* x\n*/ b\n\tc = @\"\n\"; d");
        tokens.ShouldBe(
        [
            new Token("a", 1, 1), new Token("b", 2, 4), new Token("c", 3, 2), new Token("=", 3, 4), new Token(";", 4, 2), new Token("d", 4, 4),
        ]);
    }

    [Theory]
    [InlineData("a \"")]
    [InlineData("a $\"{")]
    [InlineData("a @\"")]
    [InlineData("a \"\"\"")]
    [InlineData("a /*")]
    [InlineData("a '")]
    public void Text_that_ends_too_soon_ends_the_tokens(string text) => Tokens(text).ShouldBe("a");

    static string Tokens(string text) => string.Join(" ", CSharpLexer.Tokenize(text).Select(token => token.Text));
}
