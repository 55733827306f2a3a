using System.Globalization;
using MemoryProfiler.Sites.Tables;

namespace MemoryProfiler.Sites.Exports;

/// <summary>
/// Allocated bytes as folded stacks: a line for each site, the outermost frame first and the type last. What draws flame graphs
/// reads it. It drops lines whose number is not whole and positive, so those of none are left out.
/// </summary>
static class CollapsedStacks
{
    /// <summary>Writes it.</summary>
    public static void Write(SiteContent sites, TextWriter writer)
    {
        foreach (var site in sites.Sites.Where(site => site.AllocatedBytes > 0))
        {
            foreach (var frame in site.Path)
            {
                writer.Write(Word(frame.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{frame.Method}:{frame.Line}") : frame.Method));
                writer.Write(';');
            }
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Word(site.Type)} {site.AllocatedBytes}\n"));
        }
    }

    static string Word(string name) => name.Replace(';', ',').ReplaceLineEndings(" ");
}
