using System.Runtime.CompilerServices;

namespace MemoryProfiler.Measurement.Memory;

/// <summary>Memory of this process by metric, read the cheapest exact way each platform has.</summary>
static class ProcessMemory
{
    /// <summary>What <see cref="Read"/> answers where the platform cannot say.</summary>
    public const long Unknown = 0;

    static readonly Func<MemoryMetric, long> _read = Choose();

    /// <summary>Bytes now, or <see cref="Unknown"/>. Allocates nothing.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Read(MemoryMetric metric) => metric switch
    {
        MemoryMetric.None => Unknown,
        MemoryMetric.ManagedHeap => GC.GetTotalMemory(forceFullCollection: false),
        _ => _read(metric),
    };

    /// <summary>Whether this platform gives the metric.</summary>
    public static bool IsAvailable(MemoryMetric metric) => Read(metric) != Unknown;

    /// <summary>Whether a reading walks all mapped pages: milliseconds instead of about one microsecond.</summary>
    public static bool IsSlow(MemoryMetric metric) => metric is MemoryMetric.Pss or MemoryMetric.Uss;

    static Func<MemoryMetric, long> Choose()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsAndroid())
            return LinuxMemory.Read;
        if (OperatingSystem.IsWindows())
            return WindowsMemory.Read;
        if (OperatingSystem.IsMacOS() || OperatingSystem.IsMacCatalyst())
            return MacMemory.Read;
        return static _ => Unknown;
    }
}
