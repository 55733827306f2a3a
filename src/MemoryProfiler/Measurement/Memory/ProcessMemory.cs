using System.Runtime.CompilerServices;
using MemoryProfiler.Measurement.Memory.Platforms;

namespace MemoryProfiler.Measurement.Memory;

/// <summary>
/// Memory of one process by metric, read the cheapest exact way each platform has. The probes read that of this process by
/// <see cref="Read"/>, everybody else that of a process by <see cref="Of"/>.
/// </summary>
static class ProcessMemory
{
    /// <summary>What a reading is where the platform cannot say.</summary>
    public const long Unknown = 0;

    static readonly ProcessReader _current = Of(Environment.ProcessId);

    /// <summary>A reader of a process's memory. It answers <see cref="Unknown"/> where the process has gone or may not be read.</summary>
    public static ProcessReader Of(int processId)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsAndroid())
            return new LinuxProcess(processId);
        if (OperatingSystem.IsWindows())
            return new WindowsProcess(processId);
        if (OperatingSystem.IsMacOS() || OperatingSystem.IsMacCatalyst())
            return new MacProcess(processId);
        return new UnreadableProcess();
    }

    /// <summary>Bytes of this process now, or <see cref="Unknown"/>. Allocates nothing.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Read(MemoryMetric metric) => metric switch
    {
        MemoryMetric.None => Unknown,
        MemoryMetric.ManagedHeap => GC.GetTotalMemory(forceFullCollection: false),
        _ => _current.Read(metric),
    };

    /// <summary>Whether this platform gives the metric.</summary>
    public static bool IsAvailable(MemoryMetric metric) => Read(metric) != Unknown;

    /// <summary>Whether a reading walks all mapped pages: milliseconds instead of about one microsecond.</summary>
    public static bool IsSlow(MemoryMetric metric) => metric is MemoryMetric.Pss or MemoryMetric.Uss;
}
