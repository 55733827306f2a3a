using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Async;

/// <summary>As <see cref="Job"/>, with a builder that is profiled itself.</summary>
[AsyncMethodBuilder(typeof(ProfiledJobBuilder))]
readonly struct ProfiledJob;
