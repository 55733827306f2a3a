using System.Runtime.InteropServices;

namespace MemoryProfiler.Measurement.Memory.Platforms;

/// <summary><c>proc_listchildpids</c>.</summary>
static unsafe class MacProcessTree
{
    const int MostChildren = 1_024;

    public static void AddDescendants(HashSet<int> processes)
    {
        var pending = new Queue<int>(processes);
        var children = stackalloc int[MostChildren];
        while (pending.TryDequeue(out var process))
        {
            var count = proc_listchildpids(process, children, MostChildren * sizeof(int));
            for (var i = 0; i < Math.Min(count, MostChildren); i++)
            {
                if (processes.Add(children[i]))
                    pending.Enqueue(children[i]);
            }
        }
    }

    [DllImport("libproc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int proc_listchildpids(int parent, int* children, int size);
}
