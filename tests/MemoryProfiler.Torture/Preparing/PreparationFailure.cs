namespace MemoryProfiler.Torture.Preparing;

/// <summary>A method the runtime did not accept.</summary>
/// <param name="Method">Type and method.</param>
/// <param name="Exception">The type of the exception.</param>
/// <param name="Message">Its message.</param>
sealed record PreparationFailure(string Method, string Exception, string Message)
{
    /// <summary>Whether the IL itself was refused.</summary>
    public bool IsInvalidProgram => Exception == nameof(InvalidProgramException);
}
