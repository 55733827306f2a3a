using System.Globalization;
using MemoryProfiler.Thresholds;

namespace MemoryProfiler;

/// <summary>That a rule of <see cref="MemoryThresholds"/> was crossed: where, and by how much. Immutable.</summary>
public sealed record ThresholdCrossing
{
    internal ThresholdCrossing()
    {
    }

    /// <summary>The rule's condition.</summary>
    public required ThresholdCondition Condition { get; init; }

    /// <summary>What was read: bytes, or collections for <see cref="ThresholdCondition.FullCollectionsPerMinuteAbove"/>.</summary>
    public required long Value { get; init; }

    /// <summary>What it exceeded, in the same unit.</summary>
    public required long Limit { get; init; }

    /// <summary>Type and method (or scope) that ran, as in reports; null if no profiled line ended for a second.</summary>
    public string? Method { get; init; }

    /// <summary>Its source file, as in reports; null without a method.</summary>
    public string? File { get; init; }

    /// <summary>The line that ended when it was seen; 0 without a method.</summary>
    public int LineNumber { get; init; }

    /// <summary>That line's text; empty where the text is not embedded.</summary>
    public string Line { get; init; } = "";

    /// <summary>The managed thread that ran it (<see cref="Environment.CurrentManagedThreadId"/>).</summary>
    public required int ThreadId { get; init; }

    /// <summary>The method with the namespace; null of a scope.</summary>
    internal string? FullName { get; init; }

    /// <summary>One sentence with all of it.</summary>
    public override string ToString()
    {
        var (value, limit) = (ByteSize.Format(Value), ByteSize.Format(Limit));
        var what = Condition.Kind switch
        {
            ThresholdKind.WorkingSet => $"the working set is {value}, above the limit of {limit}",
            ThresholdKind.ManagedHeap => $"the managed heap is {value}, above the limit of {limit}",
            ThresholdKind.Call => $"the call has allocated {value}, above the limit of {limit}",
            ThresholdKind.LineVisit => $"one visit of the line allocated {value}, above the limit of {limit}",
            ThresholdKind.ContainerShare => string.Create(CultureInfo.InvariantCulture,
                $"the container's memory is {value}, above the limit of {limit} ({Condition.Share * 100:0.##} % of what it may have)"),
            ThresholdKind.FullCollectionsPerMinute => string.Create(CultureInfo.InvariantCulture,
                $"{Value} full collections within a minute, above the limit of {Limit}"),
            _ => $"the working set grew by {value} within a minute, above the limit of {limit}",
        };
        return Method is null
            ? $"{what}; no profiled line ended meanwhile."
            : string.Create(CultureInfo.InvariantCulture, $"{Method} at {File}:{LineNumber}: {what}.");
    }
}
