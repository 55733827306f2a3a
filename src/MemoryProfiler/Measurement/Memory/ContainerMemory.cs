using System.Buffers.Text;
using MemoryProfiler.Measurement.Memory.Platforms;
using Microsoft.Win32.SafeHandles;

namespace MemoryProfiler.Measurement.Memory;

/// <summary>
/// The memory of the control group (v1 or v2) this process is in. It is what the kernel counts before it kills. Linux
/// only.
/// </summary>
sealed class ContainerMemory
{
    // The kernel's word for no limit in v1 is a number near this, rounded down to a page.
    const long NoLimit = long.MaxValue / 2;

    static readonly Lazy<ContainerMemory?> _current = new(() => OperatingSystem.IsLinux() ? Find("/") : null);

    readonly SafeFileHandle _usage;
    readonly SafeFileHandle? _statistics;
    readonly bool _isVersion1;

    ContainerMemory(string folder, bool isVersion1, long limit)
    {
        Limit = limit;
        _isVersion1 = isVersion1;
        _usage = File.OpenHandle(Path.Combine(folder, isVersion1 ? "memory.usage_in_bytes" : "memory.current"));
        var statistics = Path.Combine(folder, "memory.stat");
        _statistics = File.Exists(statistics) ? File.OpenHandle(statistics) : null;
    }

    /// <summary>That of this process; null if it has no limit or it cannot be read. The first use opens files.</summary>
    public static ContainerMemory? Current => _current.Value;

    /// <summary>The most bytes the group may have.</summary>
    public long Limit { get; }

    /// <summary>
    /// Bytes the group has now, without file pages that the kernel can drop at once. It is 0 if they cannot be read.
    /// Allocates nothing.
    /// </summary>
    /// <param name="exactAbove">Up to so many bytes those pages are not taken off, which is quicker.</param>
    public long ReadUsage(long exactAbove = 0)
    {
        Span<byte> text = stackalloc byte[8192];
        try
        {
            var length = RandomAccess.Read(_usage, text, 0);
            if (!Utf8Parser.TryParse(text[..length], out long usage, out _))
                return 0;
            if (_statistics is null || usage <= exactAbove)
                return usage;
            length = RandomAccess.Read(_statistics, text, 0);
            return usage - ProcText.Sum(text[..length], _isVersion1 ? "total_inactive_file "u8 : "inactive_file "u8);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Finds the group with the lowest limit that this process is in.</summary>
    /// <param name="root">The folder that stands for <c>/</c>.</param>
    internal static ContainerMemory? Find(string root)
    {
        try
        {
            ContainerMemory? lowest = null;
            foreach (var (folder, top, isVersion1) in Groups(root))
            {
                for (var at = folder; at is not null && at.Length >= top.Length; at = Path.GetDirectoryName(at))
                {
                    if (ReadLimit(at, isVersion1) is { } limit && (lowest is null || limit < lowest.Limit))
                        lowest = new ContainerMemory(at, isVersion1, limit);
                }
            }
            return lowest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static IEnumerable<(string Folder, string Top, bool IsVersion1)> Groups(string root)
    {
        var groups = File.ReadAllLines(Path.Combine(root, "proc/self/cgroup")).Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3).ToList();
        foreach (var mount in File.ReadAllLines(Path.Combine(root, "proc/self/mountinfo")))
        {
            // 36 35 98:0 /root /mount options - type source options
            var fields = mount.Split(' ');
            var end = Array.IndexOf(fields, "-");
            if (end < 5 || end + 3 >= fields.Length)
                continue;
            var isVersion1 = fields[end + 1] == "cgroup";
            if (!isVersion1 && fields[end + 1] != "cgroup2")
                continue;
            if (isVersion1 && !fields[end + 3].Split(',').Contains("memory"))
                continue;
            var group = groups.Find(parts => isVersion1 ? parts[1].Split(',').Contains("memory") : parts[0] == "0");
            if (group is null)
                continue;
            var top = Path.Combine(root, fields[4].TrimStart('/'));
            // In a container the mount's root is the group itself, and the path that is written is the host's.
            var below = fields[3] != "/" && group[2].StartsWith(fields[3], StringComparison.Ordinal) ? group[2][fields[3].Length..] : group[2];
            var folder = Path.Combine(top, below.TrimStart('/')).TrimEnd('/');
            yield return (Directory.Exists(folder) ? folder : top, top, isVersion1);
        }
    }

    static long? ReadLimit(string folder, bool isVersion1)
    {
        var file = Path.Combine(folder, isVersion1 ? "memory.limit_in_bytes" : "memory.max");
        return File.Exists(file) && long.TryParse(File.ReadAllText(file).Trim(), out var limit) && limit < NoLimit ? limit : null;
    }
}
