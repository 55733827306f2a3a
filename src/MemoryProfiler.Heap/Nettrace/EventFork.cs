namespace MemoryProfiler.Nettrace;

/// <summary>Hands events on to two takers.</summary>
sealed class EventFork(INettraceEvents one, INettraceEvents other) : INettraceEvents
{
    public void On(in NettraceEvent told, ReadOnlySpan<byte> payload)
    {
        one.On(told, payload);
        other.On(told, payload);
    }

    public void OnLost(ulong thread, uint count)
    {
        one.OnLost(thread, count);
        other.OnLost(thread, count);
    }

    public void OnAllUntil(ulong time)
    {
        one.OnAllUntil(time);
        other.OnAllUntil(time);
    }

    public void OnClock(ulong start, ulong frequency)
    {
        one.OnClock(start, frequency);
        other.OnClock(start, frequency);
    }
}
