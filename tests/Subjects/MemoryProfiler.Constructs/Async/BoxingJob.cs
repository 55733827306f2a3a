using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Async;

/// <summary>A task-like type whose builder boxes the state machine at each suspension, and is profiled itself.</summary>
[AsyncMethodBuilder(typeof(BoxingJobBuilder))]
readonly struct BoxingJob;
