namespace MemoryProfiler.Copies;

/// <summary>What copies of the library ask one another. Names and answers are of types that all of them share.</summary>
static class CopyQuestion
{
    /// <summary>Which copies there are has changed: ask again. No answer.</summary>
    public const string Changed = "changed";

    /// <summary>Bytes (<see cref="long"/>) that the asking copy has allocated on this thread are nobody's line. No answer.</summary>
    public const string TakeOut = "take out";

    /// <summary>What it has recorded since the start or the last reset: an array, or null if it has recorded nothing.</summary>
    public const string Figures = "figures";

    /// <summary>Forget what was recorded. No answer.</summary>
    public const string Reset = "reset";

    /// <summary>Where it will write the report at exit (<see cref="string"/>), or null.</summary>
    public const string ExitReport = "exit report";

    /// <summary>Where it will write the report before memory runs out (<see cref="string"/>), or null.</summary>
    public const string LastReport = "last report";
}
