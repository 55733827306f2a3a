namespace MemoryProfiler.Constructs.Async;

/// <summary>What a builder of tasks keeps a state machine in.</summary>
abstract class JobRunner
{
    /// <summary>Whether runners that are free are used again.</summary>
    public static bool ArePooled { get; set; }

    public Action Go { get; protected set; } = null!;

    public abstract void Free();
}
