namespace MemoryProfiler;

/// <summary>A pause of a measurement that is not made.</summary>
public readonly struct WindowPause : IDisposable
{
    public void Dispose()
    {
    }
}
