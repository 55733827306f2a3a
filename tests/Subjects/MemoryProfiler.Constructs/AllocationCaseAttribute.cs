namespace MemoryProfiler.Constructs;

/// <summary>Marks a profiled method without parameters whose bytes are compared with a bracket around the call of its unwoven twin.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllocationCaseAttribute : Attribute
{
    /// <summary>Bytes that two rows of the method show, as one calls the other: a lambda or local function and the line that runs it.</summary>
    public long Overlap { get; set; }

    /// <summary>The same in a debug build where it differs: there the state machine of an async lambda belongs to the line that runs the lambda.</summary>
    public long OverlapInDebug { get; set; }

    /// <summary>How many iterators and async iterators the call makes; each is an object in both builds.</summary>
    public int Iterators { get; set; }

    /// <summary>How many closures it makes whose lambdas may run on other threads.</summary>
    public int Closures { get; set; }

    /// <summary>How many profiled async methods are called; a debug build makes an object for each.</summary>
    public int AsyncCalls { get; set; }

    /// <summary>How many of those suspend; a release build makes an object only then.</summary>
    public int Suspensions { get; set; }

    /// <summary>Whether a builder that is not the runtime's may make an object: in a release build the profiler looks for it, which allocates.</summary>
    public bool LooksForBoxes { get; set; }
}
