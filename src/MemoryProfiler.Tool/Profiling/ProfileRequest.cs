namespace MemoryProfiler.Tool.Profiling;

/// <summary>What is to be profiled of a program, and what becomes of the report.</summary>
sealed record ProfileRequest
{
    /// <summary>Which methods.</summary>
    public required MethodPatterns Patterns { get; init; }

    /// <summary>Patterns over the simple names of assemblies that are not the program's own and are looked at too.</summary>
    public IReadOnlyList<string> Assemblies { get; init; } = [];

    /// <summary>The file for the report; null to print its tables to standard error, <c>-</c> to standard output.</summary>
    public string? Report { get; init; }

    /// <summary>Whether the types that lines allocate are asked for.</summary>
    public bool WithTypes { get; init; }

    /// <summary>The limit for the working set as text; null for none.</summary>
    public string? BreakAbove { get; init; }

    /// <summary>Whether the programs that this one starts are profiled too.</summary>
    public bool WithChildren { get; init; }

    /// <summary>The folder for woven copies; null for the user's own.</summary>
    public string? Cache { get; init; }
}
