using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Async;

/// <summary>As <see cref="Relay"/>, with a builder that is profiled itself.</summary>
[AsyncMethodBuilder(typeof(ProfiledRelayBuilder))]
readonly struct ProfiledRelay(Task task)
{
    public Task Task => task;
}
