namespace MemoryProfiler.Tool.Plotting;

/// <summary>Short names of functions: as many last parts as tell them apart.</summary>
static class SpanNames
{
    /// <summary>The functions by their whole time, longest first, each with its short name.</summary>
    public static IReadOnlyList<(string Name, string Short)> Of(IReadOnlyList<RecordedSpan> spans)
    {
        var names = spans.GroupBy(span => span.Name, StringComparer.Ordinal).OrderByDescending(calls => calls.Sum(call => call.Duration.Ticks))
            .ThenBy(calls => calls.Key, StringComparer.Ordinal).Select(calls => calls.Key).ToList();
        return [.. names.Select(name => (name, Shortest(name, names)))];
    }

    static string Shortest(string name, List<string> names)
    {
        var parts = name.Split('.');
        for (var count = 1; count < parts.Length; count++)
        {
            var ending = string.Join('.', parts[^count..]);
            if (ending.Length > 0 && !names.Exists(other => other != name && (other == ending || other.EndsWith('.' + ending, StringComparison.Ordinal))))
                return ending;
        }
        return name;
    }
}
