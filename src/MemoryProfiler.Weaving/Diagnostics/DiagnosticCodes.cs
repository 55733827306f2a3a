namespace MemoryProfiler.Weaving.Diagnostics;

/// <summary>The codes of all build messages; docs/diagnostics.md explains each.</summary>
public static class DiagnosticCodes
{
    /// <summary>The method has no body.</summary>
    public const string NoBody = "MPR001";

    /// <summary>The assembly has no readable debug symbols.</summary>
    public const string NoSymbols = "MPR002";

    /// <summary>A method of the runtime's own async.</summary>
    public const string RuntimeAsync = "MPR003";

    /// <summary>A state machine that is not recognised.</summary>
    public const string StateMachine = "MPR004";

    /// <summary>The method has no line of source.</summary>
    public const string NoLines = "MPR005";

    /// <summary>A size text that is not a size.</summary>
    public const string BadSize = "MPR006";

    /// <summary>IL that cannot carry probes.</summary>
    public const string Unsupported = "MPR007";

    /// <summary>A limit that cannot be checked.</summary>
    public const string LimitNotChecked = "MPR011";

    /// <summary>A pattern that matches no method.</summary>
    public const string UnmatchedPattern = "MPR009";

    /// <summary>A function that the F# compiler has put into its callers.</summary>
    public const string Inlined = "MPR013";

    /// <summary>Symbols that are of another build or format.</summary>
    public const string OtherSymbols = "MPR014";

    /// <summary>Sources that were edited since the build.</summary>
    public const string ChangedSource = "MPR015";
}
