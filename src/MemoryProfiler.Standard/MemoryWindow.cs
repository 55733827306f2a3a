namespace MemoryProfiler;

/// <summary>A window of a measurement that is not made.</summary>
public sealed class MemoryWindow
{
    internal MemoryWindow()
    {
    }

    public WindowPause Pause() => default;
}
