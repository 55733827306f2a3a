using System.IO.Compression;
using System.Text;

namespace MemoryProfiler.Reports.Formatters;

/// <summary>
/// A report as one page that loads nothing: the files of <c>Html/</c> with the figures as data in between. The page itself
/// makes every row, and every text of the program's goes through one escaping function there.
/// </summary>
static class HtmlFormatter
{
    // Packed, JSON of this kind takes a quarter; below this size it is better readable.
    const int PlainData = 256 << 10;

    // Larger pages are slow to open.
    const int LargestData = 4 << 20;

    const double SmallShare = 0.0001;

    public static void Write(ProfileReport report, TextWriter writer) => Write(report, writer, PlainData, LargestData);

    /// <summary>Writes a page twice, as a small and as a large one.</summary>
    public static void Rehearse(ProfileReport report, TextWriter writer)
    {
        Write(report, writer);
        Write(report, writer, plainData: 0, largestData: int.MaxValue);
    }

    /// <summary>Writes the page.</summary>
    /// <param name="report">What it shows.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="plainData">Up to how many bytes the data is left as it is, more is packed.</param>
    /// <param name="largestData">How many bytes it may have at most with all methods in it, else the small ones are left out.</param>
    public static void Write(ProfileReport report, TextWriter writer, int plainData, int largestData)
    {
        var (type, data) = Data(HtmlData.Write(report), plainData);
        if (data.Length > largestData)
            (type, data) = Data(HtmlData.Write(WithoutSmall(report), report), plainData);
        WriteFilled(Resource("report.html"), writer, name => name switch
        {
            "type" => type,
            "data" => data,
            _ => Resource(name),
        });
    }

    static (string Type, string Text) Data(byte[] json, int plainData)
    {
        if (json.Length <= plainData)
            return ("application/json", Encoding.UTF8.GetString(json));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(json);
        return ("application/gzip", Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length));
    }

    static ProfileReport WithoutSmall(ProfileReport report)
    {
        var least = SmallShare * report.Methods.Select(method => method.AllocatedBytes).DefaultIfEmpty().Max();
        return report with { Methods = [.. report.Methods.Where(method => method.AllocatedBytes > least)] };
    }

    // What is filled in is not looked through again: it may hold braces itself.
    static void WriteFilled(string template, TextWriter writer, Func<string, string> valueOf)
    {
        var rest = template.AsSpan();
        for (int start; (start = rest.IndexOf('{')) >= 0;)
        {
            var end = rest.IndexOf('}');
            writer.Write(rest[..start]);
            writer.Write(valueOf(rest[(start + 1)..end].ToString()));
            rest = rest[(end + 1)..];
        }
        writer.Write(rest);
    }

    internal static string Resource(string name)
    {
        using var stream = typeof(HtmlFormatter).Assembly.GetManifestResourceStream("Html." + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
