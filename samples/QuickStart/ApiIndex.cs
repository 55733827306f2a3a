using System.Xml.Linq;
using MemoryProfiler;

namespace QuickStart;

static class ApiIndex
{
    /// <summary>The summary of every API member in a folder of XML documentation, by the member's name.</summary>
    [Profile]
    public static Dictionary<string, string> Build(string folder)
    {
        var documents = new List<XDocument>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.xml"))
            documents.Add(XDocument.Load(file));

        var summaries = new Dictionary<string, string>();
        foreach (var member in documents.Descendants("member"))
        {
            if (member.Attribute("name") is { } name && member.Element("summary") is { } summary)
                summaries[name.Value] = summary.Value;
        }

        // Only the summaries are needed, yet the list has held every document up to here. Aggressive, because a plain
        // collection frees them but keeps most of their pages for later.
        documents.Clear();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        return summaries;
    }
}
