using System.Runtime.InteropServices;

namespace MemoryProfiler.Measurement;

/// <summary><c>PROCESS_MEMORY_COUNTERS.WorkingSetSize</c> through <c>K32GetProcessMemoryInfo</c>.</summary>
static unsafe class WindowsWorkingSet
{
    public static long Read()
    {
        Counters counters = default;
        counters.Size = (uint)sizeof(Counters);
        return K32GetProcessMemoryInfo(GetCurrentProcess(), &counters, counters.Size) != 0
            ? (long)counters.WorkingSetSize
            : WorkingSet.Unknown;
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
    }
}
