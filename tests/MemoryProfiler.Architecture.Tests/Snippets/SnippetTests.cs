namespace MemoryProfiler.Architecture.Tests.Snippets;

public sealed class SnippetTests
{
    public static TheoryData<Snippet> Compiled => [.. Page.Snippets().Where(snippet => snippet.Exception is null)];

    [Theory]
    [MemberData(nameof(Compiled), DisableDiscoveryEnumeration = true)]
    public void Code_in_a_page_compiles_against_the_libraries(Snippet snippet) => SnippetCompiler.Errors(snippet).ShouldBeEmpty();

    [Fact]
    public void Code_in_a_page_that_does_not_compile_is_found_with_its_line() =>
        SnippetCompiler.Errors(new Snippet("README.md", 7, "MemoryReport.Print();\nMemoryReport.Prnt();\n", null))
            .ShouldBe(["README.md:8: CS0117 'MemoryReport' does not contain a definition for 'Prnt'"]);

    [Fact]
    public void Code_in_a_page_that_needs_what_cannot_be_had_here_is_marked_with_the_reason() =>
        Page.Snippets().Where(snippet => snippet.Exception is not null).Select(snippet => $"{snippet.Page}: {snippet.Exception}").ShouldBe(
        [
            "docs/other-aspects.md: the package MethodBoundaryAspect.Fody cannot be restored",
            "docs/other-aspects.md: Metalama replaces the compiler",
        ]);
}
