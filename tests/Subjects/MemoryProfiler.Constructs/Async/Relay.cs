using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Async;

/// <summary>A task-like type whose builder leaves all to the runtime's.</summary>
[AsyncMethodBuilder(typeof(RelayBuilder))]
readonly struct Relay(Task task)
{
    public Task Task => task;
}
