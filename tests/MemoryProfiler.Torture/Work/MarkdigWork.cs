using System.Globalization;
using System.Text;
using Markdig;

namespace MemoryProfiler.Torture.Work;

/// <summary>A document of every kind of block, rendered.</summary>
static class MarkdigWork
{
    public static string Run()
    {
        var pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().UseYamlFrontMatter().Build();
        var text = new StringBuilder();
        for (var i = 0; i < 40; i++)
            text.Append(CultureInfo.InvariantCulture, $"# Head {i}\n\nSome *text* with **{i}** `code` <b>html</b> [link](http://e.org \"t\") and ![i](a.png)[^{i}]\n\n- a\n  - b\n    1. c\n- [x] done\n\n| a | b |\n|---|:-:|\n| {i} | 2 |\n\n```cs\nvar x = {i};\n```\n\n> quote\n> more\n\nterm\n: meaning\n\n[^{i}]: note\n\n$$x^2$$\n\n~~gone~~ ==mark== H~2~O :smile:\n\n");
        var source = text.ToString();
        return Markdown.ToHtml(source, pipeline) + Markdown.ToPlainText(source, pipeline);
    }
}
