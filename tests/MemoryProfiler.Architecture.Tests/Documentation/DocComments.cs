using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MemoryProfiler.Architecture.Tests.Documentation;

/// <summary>Doc comments, cut into sentences.</summary>
static partial class DocComments
{
    const string Mark = "///";

    // Stands for what is named in code.
    const string Name = "REF";

    /// <summary>All sentences of the sources below <c>src</c>.</summary>
    public static IEnumerable<Sentence> Sentences()
    {
        var folder = Path.Combine(Repository.Folder, "src");
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Sentences(file, File.ReadLines(Path.Combine(folder, file))));
    }

    /// <summary>The sentences of a source file.</summary>
    public static IEnumerable<Sentence> Sentences(string file, IEnumerable<string> lines)
    {
        var comment = new StringBuilder();
        foreach (var line in lines.Append(""))
        {
            var text = line.TrimStart();
            if (text.StartsWith(Mark, StringComparison.Ordinal))
            {
                comment.AppendLine(text[Mark.Length..]);
                continue;
            }
            foreach (var paragraph in comment.Length == 0 ? [] : Paragraphs(XElement.Parse($"<doc>{comment}</doc>")))
            {
                foreach (var sentence in SentenceEnd().Split(paragraph.Trim()).Where(sentence => sentence.Length > 0))
                    yield return new Sentence(file, Word().Count(sentence), Space().Replace(sentence, " "));
            }
            comment.Clear();
        }
    }

    static IEnumerable<string> Paragraphs(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            if (node is XText words)
                text.Append(words.Value);
            else if (node is XElement { Name.LocalName: "see" or "paramref" or "typeparamref" or "c" } named)
                text.Append(named.IsEmpty ? Name : named.Value);
            else if (node is XElement { Name.LocalName: not "code" } inner)
            {
                yield return text.ToString();
                text.Clear();
                foreach (var paragraph in Paragraphs(inner))
                    yield return paragraph;
            }
        }
        yield return text.ToString();
    }

    [GeneratedRegex(@"(?<=[.?!][""”)]?)\s+(?=[^a-z])")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\S*\w\S*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
