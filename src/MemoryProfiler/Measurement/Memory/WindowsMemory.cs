using System.Runtime.InteropServices;

namespace MemoryProfiler.Measurement.Memory;

/// <summary><c>WorkingSetSize</c> and <c>PrivateUsage</c> of <c>PROCESS_MEMORY_COUNTERS_EX</c> through <c>K32GetProcessMemoryInfo</c>.</summary>
static unsafe class WindowsMemory
{
    public static long Read(MemoryMetric metric)
    {
        if (metric is not (MemoryMetric.WorkingSet or MemoryMetric.PrivateBytes))
            return ProcessMemory.Unknown;
        Counters counters = default;
        counters.Size = (uint)sizeof(Counters);
        if (K32GetProcessMemoryInfo(GetCurrentProcess(), &counters, counters.Size) == 0)
            return ProcessMemory.Unknown;
        return (long)(metric == MemoryMetric.PrivateBytes ? counters.PrivateUsage : counters.WorkingSetSize);
    }

    [DllImport("kernel32.dll"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern nint GetCurrentProcess();

    [DllImport("kernel32.dll"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern int K32GetProcessMemoryInfo(nint process, Counters* counters, uint size);

    struct Counters
    {
        public uint Size;
        public uint PageFaultCount;
        public nuint PeakWorkingSetSize;
        public nuint WorkingSetSize;
        public nuint QuotaPeakPagedPoolUsage;
        public nuint QuotaPagedPoolUsage;
        public nuint QuotaPeakNonPagedPoolUsage;
        public nuint QuotaNonPagedPoolUsage;
        public nuint PagefileUsage;
        public nuint PeakPagefileUsage;
        public nuint PrivateUsage;
    }
}
