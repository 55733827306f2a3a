namespace MemoryProfiler.Timeline.SpanFiles;

/// <summary>
/// The lines of a file of spans: JSON, one value a line. So what a killed process leaves can be read. The first is an
/// object that says what the file is. All others are arrays that begin with one of these words. Times are in units of 100
/// ns from the moment that the head names.
/// </summary>
static class SpanLine
{
    /// <summary>What the head says the file is.</summary>
    public const string Format = "MemoryProfiler.Spans";

    /// <summary>The version that is written, and the newest that is read.</summary>
    public const int Version = 1;

    /// <summary>Name, start, end, resident bytes at both, allocated bytes, thread; null where something is not known.</summary>
    public const string Span = "span";

    /// <summary>Time, bytes of the managed heap, committed bytes.</summary>
    public const string Heap = "heap";

    /// <summary>Time, generation, pause or null.</summary>
    public const string Collection = "gc";

    /// <summary>How many spans were left out so far, and how long the longest of them took.</summary>
    public const string LeftOut = "left";
}
