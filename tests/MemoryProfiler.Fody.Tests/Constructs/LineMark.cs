using System.Globalization;
using System.Text.RegularExpressions;

namespace MemoryProfiler.Fody.Tests.Constructs;

/// <summary>What a sample's line says it should count: <c>// 3 x 240 B self 120 B</c>; bytes of all visits, left out where they are the runtime's own.</summary>
/// <param name="Occurrences">Visits.</param>
/// <param name="Bytes">Bytes, callees included.</param>
/// <param name="SelfBytes">Bytes without profiled callees.</param>
sealed partial record LineMark(long Occurrences, long? Bytes, long? SelfBytes)
{
    public static LineMark? Parse(string text)
    {
        var match = Pattern().Match(text);
        return match.Success
            ? new LineMark(Number(match.Groups[1])!.Value, Number(match.Groups[2]), Number(match.Groups[3]))
            : null;
    }

    /// <summary>What a line counted, as far as the mark speaks of it.</summary>
    public LineMark Of(LineFigures line) =>
        new(line.Occurrences, Bytes is null ? null : line.AllocatedBytes, SelfBytes is null ? null : line.SelfAllocatedBytes);

    static long? Number(Group group) => group.Success ? long.Parse(group.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"// (\d+) x(?: (\d+) B(?: self (\d+) B)?)?$")]
    private static partial Regex Pattern();
}
