namespace MemoryProfiler;

/// <summary>A span that nobody is told of.</summary>
public readonly struct MemorySpan : IDisposable
{
    public void Dispose()
    {
    }
}
