using System.IO.Compression;
using System.Text;

namespace MemoryProfiler.Reports.Presentation;

/// <summary>The data of a page as it stands in its script element; <c>base.js</c> reads it.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Text">JSON, or packed and in base 64.</param>
readonly record struct PageData(string Type, string Text)
{
    /// <summary>Packed, JSON of rows takes a quarter; up to this size it is better readable.</summary>
    public const int MostPlain = 256 << 10;

    /// <summary>Puts JSON into a page. It must have no <c>&lt;</c> that is not escaped.</summary>
    /// <param name="json">The JSON, in UTF-8.</param>
    /// <param name="mostPlain">Up to how many bytes it is left as it is.</param>
    public static PageData Of(byte[] json, int mostPlain = MostPlain)
    {
        if (json.Length <= mostPlain)
            return new PageData("application/json", Encoding.UTF8.GetString(json));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(json);
        return new PageData("application/gzip", Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length));
    }
}
