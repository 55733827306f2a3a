using System.Text.Json.Serialization;

namespace MemoryProfiler;

/// <summary>A source line that had allocated what was alive at a peak. Immutable.</summary>
public sealed record PeakLine
{
    /// <summary>The method as its source has it, with its namespace and the types of its parameters.</summary>
    public required string Method { get; init; }

    /// <summary>The source file with its folders, from the assembly's symbols; null if there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? File { get; init; }

    /// <summary>The line in it, from 1; 0 if it is not known.</summary>
    public required int LineNumber { get; init; }

    /// <summary>What of its objects was alive at the peak, in bytes; an estimate.</summary>
    public required long Bytes { get; init; }
}
