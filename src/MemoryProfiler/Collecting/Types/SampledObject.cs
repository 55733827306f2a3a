namespace MemoryProfiler.Collecting.Types;

/// <summary>An object that the runtime picked while it allocated, one in about 100 KB.</summary>
/// <param name="Thread">The operating system's number of the thread that allocated it.</param>
/// <param name="Time">When, as <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/> counts.</param>
/// <param name="Type">The name of its type.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Address">Where it was made; 0 for a large or pinned one.</param>
readonly record struct SampledObject(ulong Thread, long Time, string Type, long Bytes, nint Address);
