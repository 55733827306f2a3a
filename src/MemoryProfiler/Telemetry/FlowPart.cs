using System.Diagnostics;
using MemoryProfiler.Ledger;

namespace MemoryProfiler.Telemetry;

/// <summary>A part of a <see cref="CallFlow"/> that runs on a thread.</summary>
/// <param name="Frame">The address of the lowest of its frames.</param>
/// <param name="Segment">The address of the frame that is the part itself, above those of its callers.</param>
/// <param name="Around">The activity that its bytes are told to, or null.</param>
/// <param name="Flow">The flow; null while nothing but that activity has to know of it, which most calls end with.</param>
/// <param name="IsNew">Whether no part below on this thread tells the same activity.</param>
/// <param name="IsLeaving">Whether it has handed the call over and will end soon.</param>
/// <param name="Told">The bytes that were told while it runs.</param>
readonly record struct FlowPart(nint Frame, nint Segment, Activity? Around, CallFlow? Flow, bool IsNew, bool IsLeaving, long Told);
