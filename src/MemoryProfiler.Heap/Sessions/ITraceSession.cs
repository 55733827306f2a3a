namespace MemoryProfiler.Sessions;

/// <summary>A session on a process's diagnostics port that has begun. Disposed by the thread that reads it.</summary>
interface ITraceSession : IDisposable
{
    /// <summary>Whether nothing of it is lost, whatever its buffer holds.</summary>
    bool IsLossless { get; }

    /// <summary>What the process sends.</summary>
    Stream Events { get; }

    /// <summary>Ends it. The process sends what it holds meanwhile, so that somebody has to read.</summary>
    void Stop();

    /// <summary>Gives it up, from another thread; whoever waits for it then fails. Safe to call again.</summary>
    void Abandon();
}
