using System.Runtime.InteropServices;

namespace MemoryProfiler.Measurement.Memory.Platforms;

/// <summary>
/// <c>ri_phys_footprint</c> of <c>proc_pid_rusage</c>. The resident size there counts freed pages and misses compressed
/// ones. So Activity Monitor and the out-of-memory killer look at the footprint. It holds what the process has dirtied,
/// resident or compressed, and nothing shared: the nearest to private bytes too.
/// </summary>
sealed unsafe class MacProcess(int processId) : ProcessReader
{
    const int RusageInfoV0 = 0;

    public override long Read(MemoryMetric metric)
    {
        if (metric is not (MemoryMetric.WorkingSet or MemoryMetric.PrivateBytes))
            return ProcessMemory.Unknown;
        RusageInfo info = default;
        return proc_pid_rusage(processId, RusageInfoV0, &info) == 0
            ? (long)info.PhysFootprint
            : ProcessMemory.Unknown;
    }

    public override void Dispose()
    {
    }

    [DllImport("libproc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int proc_pid_rusage(int pid, int flavor, RusageInfo* info);

    struct RusageInfo
    {
        public fixed byte Uuid[16];
        public ulong UserTime;
        public ulong SystemTime;
        public ulong PackageIdleWakeups;
        public ulong InterruptWakeups;
        public ulong PageIns;
        public ulong WiredSize;
        public ulong ResidentSize;
        public ulong PhysFootprint;
        public ulong ProcessStartAbsoluteTime;
        public ulong ProcessExitAbsoluteTime;
    }
}
