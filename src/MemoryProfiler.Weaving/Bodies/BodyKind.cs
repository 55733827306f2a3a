namespace MemoryProfiler.Weaving.Bodies;

/// <summary>How a body is run.</summary>
enum BodyKind
{
    /// <summary>Once per call.</summary>
    Whole,

    /// <summary>In segments, from await to await.</summary>
    Async,

    /// <summary>The same in a body that is as written: the runtime suspends it.</summary>
    RuntimeAsync,

    /// <summary>In segments, from yield to yield.</summary>
    Iterator,

    /// <summary>Both.</summary>
    AsyncIterator,

    /// <summary>As the last segment of an iterator that is left before its end.</summary>
    Disposal,

    /// <summary>Within a segment of an iterator: one of its finally blocks.</summary>
    Finally,
}
