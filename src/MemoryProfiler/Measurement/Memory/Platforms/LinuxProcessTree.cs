using System.Buffers.Text;
using System.Globalization;

namespace MemoryProfiler.Measurement.Memory.Platforms;

/// <summary>
/// <c>/proc/PID/task/TID/children</c>; where the kernel is built without it, the parent in each <c>/proc/PID/stat</c>.
/// </summary>
static class LinuxProcessTree
{
    // pid (name) state ppid: the name, of at most 16 bytes, may have blanks and parentheses.
    const int StatLength = 128;

    static readonly bool _hasChildren = File.Exists("/proc/thread-self/children");

    public static void AddDescendants(HashSet<int> processes)
    {
        if (!_hasChildren)
        {
            ProcessTree.AddByParents(processes, Parents());
            return;
        }
        var pending = new Queue<int>(processes);
        while (pending.TryDequeue(out var process))
        {
            foreach (var child in ChildrenOf(process))
            {
                if (processes.Add(child))
                    pending.Enqueue(child);
            }
        }
    }

    /// <summary>Every process with its parent.</summary>
    internal static List<(int Process, int Parent)> Parents()
    {
        List<(int, int)> parents = [];
        Span<byte> text = stackalloc byte[StatLength];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process))
                continue;
            using var stat = ProcText.Open(folder + "/stat");
            ReadOnlySpan<byte> read = text[..ProcText.Read(stat, text)];
            var state = read.LastIndexOf((byte)')') + 4;
            if (state >= 4 && state < read.Length && Utf8Parser.TryParse(read[state..], out int parent, out _))
                parents.Add((process, parent));
        }
        return parents;
    }

    static List<int> ChildrenOf(int process)
    {
        List<int> children = [];
        try
        {
            // A child belongs to the thread that started it.
            foreach (var thread in Directory.EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task")))
            {
                foreach (var child in File.ReadAllText(thread + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    if (int.TryParse(child, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                        children.Add(id);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is another user's: its children are not known.
        }
        return children;
    }
}
