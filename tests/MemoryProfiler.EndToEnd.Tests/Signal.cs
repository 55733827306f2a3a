namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>Signals that end a program, with the numbers they have on every Unix.</summary>
public enum Signal
{
    /// <summary>The terminal is gone.</summary>
    HangUp = 1,

    /// <summary>Ctrl+C.</summary>
    Interrupt = 2,

    /// <summary>Ctrl+\.</summary>
    Quit = 3,

    /// <summary>What <c>kill</c> sends.</summary>
    Terminate = 15,
}
