namespace MemoryProfiler.Weaving.Diagnostics;

/// <summary>One message of a weaving: an <c>MPR</c> code, one sentence and where in the source.</summary>
/// <param name="Code">The code, as listed in docs/diagnostics.md.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
/// <param name="Location">Where, if anything is known.</param>
public sealed record WeavingDiagnostic(string Code, string Message, SourceLocation? Location)
{
    /// <summary>Whether the build must fail: the mark itself is wrong.</summary>
    public bool IsError => Code == DiagnosticCodes.BadSize;

    /// <summary>Code and message, as the build log shows them.</summary>
    public override string ToString() => $"{Code}: {Message}";
}
