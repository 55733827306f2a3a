namespace MemoryProfiler.Nettrace;

/// <summary>
/// Takes events in the order of the stream. Those of one thread are in order; between threads the time alone says which was
/// first.
/// </summary>
interface INettraceEvents
{
    /// <summary>An event.</summary>
    /// <param name="told">What it is.</param>
    /// <param name="payload">Its fields; valid during the call only.</param>
    void On(in NettraceEvent told, ReadOnlySpan<byte> payload);

    /// <summary>Events of a thread are missing here, or somewhere before.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="count">How many; 0 if that is not known.</param>
    void OnLost(ulong thread, uint count);

    /// <summary>All events up to this time have been handed on, and none that follows is older.</summary>
    void OnAllUntil(ulong time)
    {
    }

    /// <summary>The clock of the events' times.</summary>
    /// <param name="start">What it showed when the session began.</param>
    /// <param name="frequency">Its ticks a second.</param>
    void OnClock(ulong start, ulong frequency)
    {
    }
}
