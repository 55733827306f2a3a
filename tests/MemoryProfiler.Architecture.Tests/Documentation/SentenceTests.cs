namespace MemoryProfiler.Architecture.Tests.Documentation;

public sealed class SentenceTests
{
    const int LongWords = 20;
    const int OneIn = 20;
    const int Shown = 10;

    [Fact]
    public void At_most_one_in_twenty_sentences_of_the_sources_documentation_has_over_20_words()
    {
        var sentences = DocComments.Sentences().ToList();

        var tooLong = sentences.Where(sentence => sentence.Words > LongWords).OrderByDescending(sentence => sentence.Words).ToList();

        tooLong.Count.ShouldBeLessThanOrEqualTo(sentences.Count / OneIn, $"of {sentences.Count}, the longest: {string.Join('\n', tooLong.Take(Shown))}");
    }

    [Fact]
    public void A_doc_comment_is_cut_into_sentences_and_a_reference_in_it_is_one_word()
    {
        string[] lines =
        [
            "class A",
            "    /// <summary>",
            "    /// What <see cref=\"B.C(D, E)\"/>, and <c>1.5 MiB</c>, says; 0 if",
            "    /// none. See RFC 4180 (\"a b\"). Who asks?",
            "    /// <code>one. Two.</code>",
            "    /// </summary>",
            "    /// <param name=\"f\">A file.</param>",
            "    int G;",
        ];

        DocComments.Sentences("A.cs", lines).ShouldBe(
        [
            new("A.cs", 9, "What REF, and 1.5 MiB, says; 0 if none."),
            new("A.cs", 5, "See RFC 4180 (\"a b\")."),
            new("A.cs", 2, "Who asks?"),
            new("A.cs", 2, "A file."),
        ]);
    }
}
