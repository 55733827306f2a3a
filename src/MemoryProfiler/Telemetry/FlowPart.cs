namespace MemoryProfiler.Telemetry;

/// <summary>A part of a <see cref="CallFlow"/> that runs on a thread.</summary>
/// <param name="Frame">The address of the lowest of its frames.</param>
/// <param name="Flow">The flow.</param>
/// <param name="IsNew">Whether no part below on this thread tells the same activity.</param>
/// <param name="Told">The bytes that were told while it runs.</param>
readonly record struct FlowPart(nint Frame, CallFlow Flow, bool IsNew, long Told);
