using System.Xml.Linq;

namespace MemoryProfiler.Cases;

/// <summary>What asks the runtime for casts, whose table of answers is the runtime's own and grows on the line that asks.</summary>
static class Casts
{
    // A table of 256 entries, the smallest that it can grow to.
    const int SmallestGrowth = 6_192;

    static readonly Type[] _types = [.. typeof(object).Assembly.GetExportedTypes().Take(400)];

    /// <summary>Reads a document of a few members, as every run of it does.</summary>
    [Profile]
    public static int Read()
    {
        var document = XDocument.Parse("<doc><member name='A'><summary>One.</summary></member><member name='B'><summary>Two.</summary></member></doc>");
        var summaries = new Dictionary<string, string>();
        foreach (var member in document.Descendants("member"))
        {
            if (member.Attribute("name") is { } name && member.Element("summary") is { } summary)
                summaries[name.Value] = summary.Value;
        }
        // As a program of some more types would ask.
        var comparable = 0;
        foreach (var type in _types.AsSpan(0, 40))
            comparable += typeof(IComparable).IsAssignableFrom(type) ? 1 : 0;
        return summaries.Count + comparable;
    }

    /// <summary>The bytes of every line of <see cref="Read"/>.</summary>
    public static string Bytes() =>
        string.Join(' ', MemoryReport.Capture().Methods.Single(method => method.Name == "Casts.Read()").Lines.Select(line => line.AllocatedBytes));

    /// <summary>Makes the table grow once while a line runs.</summary>
    [Profile]
    public static int Grow()
    {
        var types = _types;
        var asked = Ask(types);
        return asked;
    }

    static int Ask(Type[] types)
    {
        var asked = 0;
        foreach (var type in types)
        {
            foreach (var other in types)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                asked += type.IsAssignableFrom(other) ? 1 : 0;
                if (GC.GetAllocatedBytesForCurrentThread() - before >= SmallestGrowth)
                    return asked;
            }
        }
        throw new InvalidOperationException("The runtime keeps no table of casts.");
    }
}
