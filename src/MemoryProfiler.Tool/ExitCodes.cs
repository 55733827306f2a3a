namespace MemoryProfiler.Tool;

/// <summary>What the tool ends with; a recorded program's own code is passed on as it is.</summary>
static class ExitCodes
{
    public const int Success = 0;

    /// <summary>It could not be done, or a gate was exceeded.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The program to record may not be executed; shells use the same number.</summary>
    public const int NotExecutable = 126;

    /// <summary>The program to record is not there; shells use the same number.</summary>
    public const int NotFound = 127;

    /// <summary>A signal ended it: to this its number is added, as shells do.</summary>
    public const int Signal = 128;
}
