using MemoryProfiler;

namespace Marked;

/// <summary>Not marked itself.</summary>
public class Free
{
    public int Any() => 1;

    [NoProfile]
    public int Left() => 2;
}
