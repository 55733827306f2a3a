using System.Diagnostics.Tracing;
using MemoryProfiler.Nettrace;

namespace MemoryProfiler.Sites.Sampling;

/// <summary>
/// Writes marks into sessions of this process. The runtime hands events on in turns of a tenth of a second, in each of them one
/// thread's after the other. A mark that was written after another one had been read belongs to a later turn: once it is
/// read too, everything up to the first one has been.
/// </summary>
[EventSource(Name = NettraceReader.MarksProvider)]
sealed class SiteMark : EventSource
{
    /// <summary>The event's number.</summary>
    public const int Id = 1;

    public static SiteMark Log { get; } = new();

    /// <summary>Writes a mark.</summary>
    [Event(Id)]
    public void Mark(int number) => WriteEvent(Id, number);
}
