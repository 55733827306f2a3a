using System.Text.Json.Serialization;

namespace MemoryProfiler;

/// <summary>One profiled method, all its calls on all threads together. Immutable; sizes in bytes.</summary>
public sealed record MethodProfile
{
    /// <summary>Type and method with parameters, without the namespace.</summary>
    public required string Name { get; init; }

    /// <summary>The same with the namespace.</summary>
    public required string FullName { get; init; }

    /// <summary>Simple name of the assembly that has it. It is empty for a scope, and in a file of a version that did not tell.</summary>
    public string Assembly { get; init; } = "";

    /// <summary>Source file, relative to the project where it lies in it.</summary>
    public required string File { get; init; }

    /// <summary>Number of the method's first source line, its attributes included.</summary>
    public required int FirstLine { get; init; }

    /// <summary>
    /// Where the assembly had no symbols: the metadata token, in the file that was woven, of the body whose IL offsets
    /// stand in for line numbers. Null where lines are those of source.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? BodyToken { get; init; }

    /// <summary>How often it was called.</summary>
    public required long Calls { get; init; }

    /// <summary>Managed bytes its calls allocated, callees included; calls inside calls of the same method count once.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>The same without what profiled callees allocated: the sum over <see cref="Lines"/>.</summary>
    public required long SelfAllocatedBytes { get; init; }

    /// <summary>Fewest bytes of one finished call, callees included; of a running one if none has finished.</summary>
    public required long MinAllocatedBytes { get; init; }

    /// <summary>Most bytes of one finished call, callees included; of a running one if none has finished.</summary>
    public required long MaxAllocatedBytes { get; init; }

    /// <summary>
    /// How many of <see cref="AllocatedBytes"/> are in no call's figure (<see cref="MinAllocatedBytes"/>,
    /// <see cref="MaxAllocatedBytes"/>, limits). The method's lambdas and local functions, or what it called, allocated
    /// them after the call had ended. Or several calls were open, and nothing told which one they belong to. 0 almost
    /// always.
    /// </summary>
    public long OutsideCallsBytes { get; init; }

    /// <summary>
    /// Sum over its calls of the working set (or the report's other metric) at the end less that at the start, in bytes.
    /// It is null where not known.
    /// </summary>
    public required long? WorkingSetIncrementBytes { get; init; }

    /// <summary>One entry per source line of the method, reached or not, in order; per statement where <see cref="BodyToken"/> is told.</summary>
    public required IReadOnlyList<LineProfile> Lines { get; init; }

    /// <summary>Whether all figures and lines are equal.</summary>
    public bool Equals(MethodProfile? other) =>
        other is not null
        && (Name, FullName, Assembly, File, FirstLine, Calls) == (other.Name, other.FullName, other.Assembly, other.File, other.FirstLine, other.Calls)
        && (AllocatedBytes, SelfAllocatedBytes, MinAllocatedBytes, MaxAllocatedBytes, WorkingSetIncrementBytes)
            == (other.AllocatedBytes, other.SelfAllocatedBytes, other.MinAllocatedBytes, other.MaxAllocatedBytes, other.WorkingSetIncrementBytes)
        && (OutsideCallsBytes, BodyToken) == (other.OutsideCallsBytes, other.BodyToken)
        && Lines.SequenceEqual(other.Lines);

    /// <summary>A hash of the method's name and bytes.</summary>
    public override int GetHashCode() => HashCode.Combine(FullName, File, Calls, AllocatedBytes);
}
