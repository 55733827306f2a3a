using System.Globalization;

namespace MemoryProfiler.Tool.Reporting;

/// <summary>By how much a program may allocate more than before: a share of what it did, or bytes.</summary>
sealed class GrowthLimit
{
    readonly string _text;
    readonly double? _share;
    readonly long _bytes;

    GrowthLimit(string text, double? share, long bytes) => (_text, _share, _bytes) = (text, share, bytes);

    /// <summary>Reads <c>10%</c> or <c>64KB</c>.</summary>
    /// <exception cref="ToolException">It is neither.</exception>
    public static GrowthLimit Parse(string text)
    {
        var trimmed = text.Trim();
        if (!trimmed.EndsWith('%'))
            return ByteSize.TryParse(trimmed, out var bytes, out _) ? new GrowthLimit(trimmed, null, bytes) : throw Refusal(text);
        var isShare = double.TryParse(trimmed[..^1], NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var percent);
        return isShare ? new GrowthLimit(trimmed, percent / 100, 0) : throw Refusal(text);
    }

    /// <summary>
    /// A sentence on the first of what grew by more than that, or null. All methods together come first, then each that
    /// is in both reports.
    /// </summary>
    public string? Exceeded(ReportComparison comparison)
    {
        if (IsExceeded(comparison.BeforeBytes, comparison.AfterBytes))
            return Sentence("All methods together allocate", comparison.BeforeBytes, comparison.AfterBytes);
        var grown = comparison.Methods.FirstOrDefault(method => method is { Before: { } before, After: { } after } && IsExceeded(before.SelfAllocatedBytes, after.SelfAllocatedBytes));
        return grown is null ? null : Sentence($"{grown.After!.FullName} allocates", grown.Before!.SelfAllocatedBytes, grown.After.SelfAllocatedBytes);
    }

    bool IsExceeded(long before, long after) => after - before > (_share is { } share ? share * before : _bytes);

    string Sentence(string who, long before, long after)
    {
        var percent = before == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({(double)(after - before) / before:+0.0 %})");
        return $"{who} {ByteSize.Format(after)} instead of {ByteSize.Format(before)}{percent}, more than {_text} above.";
    }

    static ToolException Refusal(string text) =>
        new($"\"{text}\" is no limit: write a share such as \"10%\", or a number and a unit such as \"64KB\".", ExitCodes.Usage);
}
