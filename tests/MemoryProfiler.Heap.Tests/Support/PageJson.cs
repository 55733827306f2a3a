using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MemoryProfiler.HeapTests.Support;

/// <summary>The data that stands in a page.</summary>
static partial class PageJson
{
    public static JsonElement Of(string path)
    {
        var match = DataElement().Match(File.ReadAllText(path));
        if (match.Groups[1].Value == "application/json")
            return JsonDocument.Parse(match.Groups[2].Value).RootElement;
        using var packed = new GZipStream(new MemoryStream(Convert.FromBase64String(match.Groups[2].Value)), CompressionMode.Decompress);
        return JsonDocument.Parse(packed).RootElement;
    }

    [GeneratedRegex("""<script id=data type="([^"]+)">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex DataElement();
}
