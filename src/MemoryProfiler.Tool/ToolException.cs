namespace MemoryProfiler.Tool;

/// <summary>What the user is told in one sentence, and the exit code that goes with it.</summary>
/// <param name="sentence">What is wrong, with the thing's name and the mend.</param>
/// <param name="exitCode">What the tool ends with.</param>
/// <param name="inner">What found that, if something did.</param>
sealed class ToolException(string sentence, int exitCode = ExitCodes.Failure, Exception? inner = null) : Exception(sentence, inner)
{
    /// <summary>What the tool ends with.</summary>
    public int ExitCode => exitCode;
}
