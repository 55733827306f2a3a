using MemoryProfiler.Timeline.Kept;

namespace MemoryProfiler.Timeline.SpanFiles;

/// <summary>What a process wrote to its file of spans. Times are from its own start.</summary>
/// <param name="Path">The file.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="Name">Its name.</param>
/// <param name="Start">When it began to write.</param>
sealed record SpanFileContents(string Path, int ProcessId, string Name, DateTimeOffset Start)
{
    /// <summary>Its calls and named spans.</summary>
    public required KeptMost<RecordedSpan> Spans { get; init; }

    /// <summary>Its collections.</summary>
    public required KeptMost<RecordedCollection> Collections { get; init; }

    /// <summary>Bytes of its managed heap.</summary>
    public required SeriesBuilder Heap { get; init; }

    /// <summary>Bytes committed for that.</summary>
    public required SeriesBuilder Committed { get; init; }

    /// <summary>How many spans it left out.</summary>
    public long LeftOut { get; set; }

    /// <summary>How long the longest of them took.</summary>
    public TimeSpan LongestLeftOut { get; set; }
}
