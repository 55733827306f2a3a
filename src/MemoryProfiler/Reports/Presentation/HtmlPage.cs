using System.Reflection;

namespace MemoryProfiler.Reports.Presentation;

/// <summary>
/// A page that loads nothing: a template whose names in braces are filled in with files, and with the data. The files are
/// resources of the page's own assembly. Where that has none of a name, they are the ones here that all pages share. The
/// page itself makes every row from the data. Every text of the program's goes through one escaping function there.
/// </summary>
/// <param name="template">The template's name.</param>
/// <param name="assembly">Whose resources the page is made of.</param>
sealed class HtmlPage(string template, Assembly assembly)
{
    const string Prefix = "Html.";

    /// <summary>Writes the page.</summary>
    public void Write(PageData data, TextWriter writer)
    {
        // What is filled in is not looked through again: it may hold braces itself.
        var rest = Resource(template).AsSpan();
        for (int start; (start = rest.IndexOf('{')) >= 0;)
        {
            var end = rest.IndexOf('}');
            writer.Write(rest[..start]);
            writer.Write(rest[(start + 1)..end] switch
            {
                "type" => data.Type,
                "data" => data.Text,
                var name => Resource(name.ToString()),
            });
            rest = rest[(end + 1)..];
        }
        writer.Write(rest);
    }

    /// <summary>One of the files.</summary>
    public string Resource(string name)
    {
        using var stream = assembly.GetManifestResourceStream(Prefix + name) ?? typeof(HtmlPage).Assembly.GetManifestResourceStream(Prefix + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
