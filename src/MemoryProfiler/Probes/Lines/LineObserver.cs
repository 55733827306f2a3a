using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement.Memory;

namespace MemoryProfiler.Probes.Lines;

/// <summary>
/// Is told of lines that end, by <see cref="LineWatch"/>: on the thread that ran them, whenever a probe takes a reading. What
/// it allocates is taken out of every line, what it throws goes to the log.
/// </summary>
abstract unsafe class LineObserver
{
    /// <summary>The bytes of a line's visit that it has to see at the very line. It is more than any visit has if it need not see them.</summary>
    public long VisitBytes { get; protected set; } = long.MaxValue;

    /// <summary>The bytes of a call that it has to see at the very line. It is more than any call has if it need not see them.</summary>
    public long CallBytes { get; protected set; } = long.MaxValue;

    /// <summary>A line has ended.</summary>
    /// <param name="frame">The activation; its running slot is the line that ends.</param>
    /// <param name="visitBytes">What this visit of the line allocated.</param>
    /// <param name="now">The thread's clock.</param>
    /// <param name="reading">The newest reading of the process's memory.</param>
    public abstract void LineEnded(Frame* frame, long visitBytes, long now, MemoryReading reading);
}
