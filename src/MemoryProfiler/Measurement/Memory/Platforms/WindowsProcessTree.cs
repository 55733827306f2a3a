using System.Runtime.InteropServices;

namespace MemoryProfiler.Measurement.Memory.Platforms;

/// <summary><c>th32ParentProcessID</c> of a tool help snapshot.</summary>
static unsafe class WindowsProcessTree
{
    const uint Processes = 2;
    const int PathLength = 260;

    static readonly nint _invalid = -1;

    /// <summary>Every process with its parent.</summary>
    public static List<(int Process, int Parent)> Parents()
    {
        List<(int, int)> parents = [];
        var snapshot = CreateToolhelp32Snapshot(Processes, 0);
        if (snapshot == _invalid)
            return parents;
        Entry entry = default;
        entry.Size = (uint)sizeof(Entry);
        for (var isThere = Process32FirstW(snapshot, &entry); isThere != 0; isThere = Process32NextW(snapshot, &entry))
            parents.Add((entry.ProcessId, entry.ParentProcessId));
        _ = CloseHandle(snapshot);
        return parents;
    }

    [DllImport("kernel32.dll"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern nint CreateToolhelp32Snapshot(uint flags, int processId);

    [DllImport("kernel32.dll"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern int Process32FirstW(nint snapshot, Entry* entry);

    [DllImport("kernel32.dll"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern int Process32NextW(nint snapshot, Entry* entry);

    [DllImport("kernel32.dll"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern int CloseHandle(nint handle);

    struct Entry
    {
        public uint Size;
        public uint Usage;
        public int ProcessId;
        public nuint DefaultHeapId;
        public uint ModuleId;
        public uint Threads;
        public int ParentProcessId;
        public int BasePriority;
        public uint Flags;
        public fixed char File[PathLength];
    }
}
