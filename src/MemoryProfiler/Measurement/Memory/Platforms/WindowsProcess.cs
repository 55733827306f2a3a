using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemoryProfiler.Measurement.Memory.Platforms;

/// <summary><c>WorkingSetSize</c> and <c>PrivateUsage</c> of <c>PROCESS_MEMORY_COUNTERS_EX</c> through <c>K32GetProcessMemoryInfo</c>.</summary>
sealed unsafe class WindowsProcess(int processId) : ProcessReader
{
    const int QueryLimitedInformation = 0x1000;

    readonly SafeProcessHandle _process = new(OpenProcess(QueryLimitedInformation, 0, processId), ownsHandle: true);

    public override long Read(MemoryMetric metric)
    {
        if (metric is not (MemoryMetric.WorkingSet or MemoryMetric.PrivateBytes) || _process.IsInvalid)
            return ProcessMemory.Unknown;
        Counters counters = default;
        counters.Size = (uint)sizeof(Counters);
        if (K32GetProcessMemoryInfo(_process.DangerousGetHandle(), &counters, counters.Size) == 0)
            return ProcessMemory.Unknown;
        return (long)(metric == MemoryMetric.PrivateBytes ? counters.PrivateUsage : counters.WorkingSetSize);
    }

    public override void Dispose() => _process.Dispose();

    [DllImport("kernel32.dll"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern nint OpenProcess(int access, int inherit, int processId);

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
