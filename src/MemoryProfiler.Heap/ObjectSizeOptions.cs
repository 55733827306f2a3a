namespace MemoryProfiler;

/// <summary>What belongs to an object when its deep size is taken. Not safe for several threads that change it.</summary>
public sealed class ObjectSizeOptions
{
    /// <summary>
    /// Whether what delegates refer to is counted: the objects whose methods they call, and captured variables. No by
    /// default, as an event's subscribers are rarely a part of the object. The delegates themselves are counted in any
    /// case.
    /// </summary>
    public bool IncludeDelegateTargets { get; set; }
}
