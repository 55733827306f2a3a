using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using System.Xml.XPath;

namespace MemoryProfiler.Torture.Work;

/// <summary>Parts of the framework itself, woven: JSON, LINQ, XML, regular expressions, immutable collections.</summary>
static class FrameworkWork
{
    public static readonly string[] Assemblies =
        ["System.Text.Json.dll", "System.Linq.dll", "System.Private.Xml.dll", "System.Private.Xml.Linq.dll", "System.Text.RegularExpressions.dll", "System.Collections.Immutable.dll", "System.Collections.dll", "System.Collections.Concurrent.dll"];

    static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    sealed record Row(int Id, string Name, double Value, List<Row> Children);

    public static string Run()
    {
        var rows = Enumerable.Range(0, 80).Select(i => new Row(i, $"row {i}", i / 3.0, [.. Enumerable.Range(0, i % 4).Select(k => new Row(k, $"child {k}", k, []))])).ToList();
        var json = JsonSerializer.Serialize(rows, _indented);
        var again = JsonSerializer.Deserialize<List<Row>>(json)!;
        var xml = new XElement("rows", again.Select(r => new XElement("row", new XAttribute("id", r.Id), new XElement("name", r.Name), r.Children.Select(c => new XElement("child", c.Name)))));
        var found = xml.XPathSelectElements("//row[child]/name").Select(e => e.Value);
        var words = Regex.Matches(json, @"(?<word>[a-z]+)\s(?<number>\d+)").GroupBy(m => m.Groups["word"].Value).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key}={g.Sum(m => int.Parse(m.Groups["number"].Value))}");
        var sorted = new SortedDictionary<string, int>(rows.ToDictionary(r => r.Name, r => r.Id), StringComparer.Ordinal);
        var immutable = rows.Aggregate(ImmutableSortedSet<int>.Empty, (set, row) => set.Add(row.Id * 37 % 80));
        var joined = from a in rows join b in rows on a.Id equals b.Id * 2 orderby b.Value descending select $"{a.Id}/{b.Id}";
        return string.Join("\n", json, xml, string.Join(",", found), string.Join(",", words), string.Join(",", sorted.Keys), string.Join(",", immutable), string.Join(",", joined), Transformed(xml));
    }

    static string Transformed(XElement xml)
    {
        const string sheet = "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'><xsl:template match='/'><out><xsl:for-each select='//row[@id &lt; 5]'><r><xsl:value-of select='name'/></r></xsl:for-each></out></xsl:template></xsl:stylesheet>";
        var transform = new System.Xml.Xsl.XslCompiledTransform();
        using var reader = XElement.Parse(sheet).CreateReader();
        transform.Load(reader);
        using var writer = new StringWriter();
        using var source = xml.CreateReader();
        transform.Transform(source, null, writer);
        return writer.ToString();
    }
}
