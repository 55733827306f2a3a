using System.Text.Json.Serialization;

namespace MemoryProfiler.Assertions.Baselines;

/// <summary>What a call allocated when its baseline was written, and under what.</summary>
sealed record BaselineEntry
{
    public required long Bytes { get; init; }

    public required string Build { get; init; }

    public required string Runtime { get; init; }

    /// <summary>The framework that the test was built for, as <c>net10.0</c>; null in a file of before that was written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Framework { get; init; }

    /// <summary>What it allocated in builds for other frameworks, where that was something else; null where it was not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SortedDictionary<string, BaselineEntry>? Differing { get; init; }

    /// <summary>What holds for a framework.</summary>
    public BaselineEntry For(string framework) => Differing?.GetValueOrDefault(framework) ?? this;

    /// <summary>This entry once a framework's test has measured anew. What others measured stays.</summary>
    public BaselineEntry Updated(BaselineEntry measured)
    {
        var isOwn = Framework is null || Framework == measured.Framework;
        var main = isOwn ? measured : this;
        var differing = new SortedDictionary<string, BaselineEntry>(Differing ?? [], StringComparer.Ordinal);
        if (!isOwn)
            differing[measured.Framework!] = measured;
        foreach (var same in differing.Where(other => other.Key == main.Framework || other.Value.Bytes == main.Bytes).Select(other => other.Key).ToList())
            differing.Remove(same);
        return main with { Differing = differing.Count == 0 ? null : differing };
    }
}
