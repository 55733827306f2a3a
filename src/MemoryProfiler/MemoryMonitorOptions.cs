namespace MemoryProfiler;

/// <summary>How <see cref="MemoryMonitor"/> records. Immutable and safe to share.</summary>
public sealed record MemoryMonitorOptions
{
    /// <summary>
    /// The time between two samples, 10 ms by default, from 1 ms to a day. A reading that is slow (PSS, USS, the search
    /// for children) takes at most one twentieth of the time. It is done less often then, and a note says so.
    /// </summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// What is read, the working set by default. Of another process only what the operating system tells: working set,
    /// private bytes, PSS and USS. What cannot be read is left out, and a note says why; if nothing can, the working set is read.
    /// </summary>
    public IReadOnlyList<MemoryMetric> Metrics { get; init; } = [MemoryMetric.WorkingSet];

    /// <summary>
    /// Whether the memory of the process's children, and of theirs, is added to its own; false by default. The sums of
    /// working sets count shared pages once for each process; those of <see cref="MemoryMetric.Pss"/> count them once.
    /// </summary>
    public bool IncludeChildren { get; init; }

    /// <summary>Whether each child has a series of its own, by the first of the <see cref="Metrics"/>; false by default. The first 500 children have.</summary>
    public bool PerChild { get; init; }

    /// <summary>When watching ends at the latest; null, the default, for never. A delegate that is measured runs to its end.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// How many samples of a series are kept at most: 20,000 by default, and at least 100. Where there are more, those of
    /// a stretch make way for the lowest and the highest of it. So no peak is lost, and hours take no more memory than
    /// that.
    /// </summary>
    public int MaxSamples { get; init; } = 20_000;

    /// <summary>How many spans are kept at most, and how many collections: 10,000 by default, and at least 10. The shortest make way, and a note says how many.</summary>
    public int MaxSpans { get; init; } = 10_000;

    /// <summary>
    /// Is told each sample of the first series while it is recorded, on the recorder's thread: it should be quick. What it
    /// throws goes to the profiler's log, and it is told nothing more.
    /// </summary>
    public IProgress<MemorySample>? Progress { get; init; }

    /// <summary>
    /// A <c>.dat</c> file to which each sample is written as it comes. So it is there even if the recording process is
    /// killed. Null, the default, for none. An existing file is replaced. Placeholders are those of
    /// <see cref="MemoryRecording.Save"/>.
    /// </summary>
    public string? RecordTo { get; init; }

    /// <summary>
    /// A folder in which profiled processes write their calls, named spans, collections and managed heaps; null, the default,
    /// for none. Start them with the environment variable <c>MEMORYPROFILER_SPANS=FOLDER/{pid}.spans</c>: at the recording's end
    /// what they wrote stands in it.
    /// </summary>
    public string? SpansFrom { get; init; }
#if NET

    /// <summary>The clock of the samples and of the time between them; the system's by default.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
#endif
}
