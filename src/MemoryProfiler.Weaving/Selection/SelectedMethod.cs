using Mono.Cecil;

namespace MemoryProfiler.Weaving.Selection;

/// <summary>A method to profile.</summary>
/// <param name="Method">The method.</param>
/// <param name="Mark">The attribute nearest to it; null if no attribute is around it.</param>
/// <param name="IsDirect">Whether the mark is on the member itself, so that leaving it out must be said.</param>
sealed record SelectedMethod(MethodDefinition Method, CustomAttribute? Mark, bool IsDirect)
{
    /// <summary>The mark's limit of a call's bytes as written, or null.</summary>
    public string? MaxAllocated => Value("MaxAllocated") as string;

    /// <summary>The mark's limit of the working set as written, or null.</summary>
    public string? BreakAbove => Value("BreakAbove") as string;

    /// <summary>The <c>[MaxAllocation]</c> of the member, or null.</summary>
    public CustomAttribute? Limit { get; init; }

    /// <summary>The size it limits a call to, as written or as a number of bytes; null if there is none.</summary>
    public string? LimitText => Limit?.ConstructorArguments[0].Value switch
    {
        null => Limit is null ? null : "",
        long bytes => ByteSize.FormatBytes(bytes),
        var text => text.ToString(),
    };

    /// <summary>Whether its lines get probes; without them only calls are measured.</summary>
    public bool HasLines => Value("Lines") is not false;

    object? Value(string property) => Mark?.Properties.FirstOrDefault(p => p.Name == property).Argument.Value;
}
