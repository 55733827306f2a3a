using MemoryProfiler.Measurement.Memory.Platforms;

namespace MemoryProfiler.Measurement.Memory;

/// <summary>Which processes were started by others, as the operating system knows it now.</summary>
static class ProcessTree
{
    /// <summary>
    /// Adds the children of the processes in a set, and theirs, and so on. What was in it stays: a child whose parent has
    /// ended has another one by then. On platforms that do not tell, nothing is added.
    /// </summary>
    public static void AddDescendants(HashSet<int> processes)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsAndroid())
            LinuxProcessTree.AddDescendants(processes);
        else if (OperatingSystem.IsWindows())
            AddByParents(processes, WindowsProcessTree.Parents());
        else if (OperatingSystem.IsMacOS() || OperatingSystem.IsMacCatalyst())
            MacProcessTree.AddDescendants(processes);
    }

    /// <summary>Adds descendants where each process is known with its parent.</summary>
    internal static void AddByParents(HashSet<int> processes, IReadOnlyList<(int Process, int Parent)> parents)
    {
        int before;
        do
        {
            before = processes.Count;
            foreach (var (process, parent) in parents)
            {
                // The idle process of Windows is its own parent.
                if (process != parent && processes.Contains(parent))
                    processes.Add(process);
            }
        }
        while (processes.Count > before);
    }
}
