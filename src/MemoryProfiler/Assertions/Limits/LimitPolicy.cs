using MemoryProfiler.Diagnostics;

namespace MemoryProfiler.Assertions.Limits;

/// <summary>Whether a call over its limit may throw.</summary>
static class LimitPolicy
{
    /// <summary><c>report</c> leaves it at the line in the report.</summary>
    public static readonly WordVariable Variable = new("MEMORYPROFILER_MAXALLOCATION", "throw", ["report"], ["throw"]);

    /// <summary>Whether limits throw at all.</summary>
    public static bool Throws { get; set; } = Variable.Meaning(Variable.Value) == "throw";
}
