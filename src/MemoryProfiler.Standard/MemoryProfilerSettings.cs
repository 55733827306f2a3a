namespace MemoryProfiler;

/// <summary>Options of what is not there.</summary>
public static class MemoryProfilerSettings
{
    public static void Configure(Action<MemoryProfilerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(new MemoryProfilerOptions());
    }
}
