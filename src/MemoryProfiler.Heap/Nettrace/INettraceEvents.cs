namespace MemoryProfiler.Nettrace;

/// <summary>
/// Takes the events of the runtime's own provider, in the order of the stream. Those of one thread are in order; between
/// threads the time alone says which was first.
/// </summary>
interface INettraceEvents
{
    /// <summary>An event.</summary>
    /// <param name="id">Its number in the provider's manifest.</param>
    /// <param name="thread">The thread that wrote it.</param>
    /// <param name="time">When, in ticks of a clock that all threads have in common.</param>
    /// <param name="payload">Its fields; valid during the call only.</param>
    void On(int id, ulong thread, ulong time, ReadOnlySpan<byte> payload);

    /// <summary>Events of a thread are missing here, or somewhere before.</summary>
    void OnLost(ulong thread);
}
