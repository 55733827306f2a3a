namespace MemoryProfiler.Nettrace;

/// <summary>What is known of an event beside its payload.</summary>
/// <param name="Provider">Who wrote it.</param>
/// <param name="Id">Its number in the provider's manifest.</param>
/// <param name="Thread">The thread that wrote it.</param>
/// <param name="Time">When, in ticks of a clock that all threads have in common.</param>
/// <param name="Stack">The stack's number in the reader's table; -1 if it has none.</param>
readonly record struct NettraceEvent(NettraceProvider Provider, int Id, ulong Thread, ulong Time, int Stack = -1);
