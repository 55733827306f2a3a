using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Async;

/// <summary>A task-like type whose state machines may come from a pool.</summary>
[AsyncMethodBuilder(typeof(JobBuilder))]
readonly struct Job;
