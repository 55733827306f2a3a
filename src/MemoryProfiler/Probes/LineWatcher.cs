using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement;

namespace MemoryProfiler.Probes;

/// <summary>Is told of a line that ends, on the thread that ran it, whenever its probe takes a reading.</summary>
/// <param name="frame">The activation; its running slot is the line that ends.</param>
/// <param name="visitBytes">What this visit of the line allocated.</param>
/// <param name="now">The thread's clock.</param>
/// <param name="reading">The newest reading of the process's memory.</param>
unsafe delegate void LineWatcher(Frame* frame, long visitBytes, long now, MemoryReading reading);
