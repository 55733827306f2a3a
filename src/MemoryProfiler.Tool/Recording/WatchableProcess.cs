using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace MemoryProfiler.Tool.Recording;

/// <summary>A process whose memory this user may read.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Command">Its command line, or its name where the system does not tell that.</param>
/// <param name="ResidentBytes">Its resident memory.</param>
/// <param name="IsDotNet">Whether it runs .NET: then it has opened a diagnostic port, or loaded the runtime.</param>
sealed record WatchableProcess(int Id, string Command, long ResidentBytes, bool IsDotNet)
{
    const string PortPrefix = "dotnet-diagnostic-";

    /// <summary>All but this one, those with most resident memory first.</summary>
    public static IReadOnlyList<WatchableProcess> All()
    {
        var ports = Ports();
        return [.. Process.GetProcesses().Select(process => Of(process, ports)).OfType<WatchableProcess>()
            .OrderByDescending(process => process.ResidentBytes).ThenBy(process => process.Id)];
    }

    static WatchableProcess? Of(Process process, HashSet<int> ports)
    {
        using (process)
        {
            try
            {
                var bytes = process.WorkingSet64;
                // Threads of the kernel have no memory of their own.
                return bytes == 0 || process.Id == Environment.ProcessId ? null
                    : new WatchableProcess(process.Id, CommandOf(process), bytes, ports.Contains(process.Id) || HasRuntime(process.Id));
            }
            catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile, or belongs to somebody else.
                return null;
            }
        }
    }

    static string CommandOf(Process process)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/cmdline");
        var words = OperatingSystem.IsLinux() ? File.ReadAllText(file).TrimEnd('\0').Replace('\0', ' ').ReplaceLineEndings(" ") : "";
        return words.Length == 0 ? process.ProcessName : words;
    }

    // The port may be closed, or in a folder of the process's own.
    static bool HasRuntime(int id)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            return File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/maps")).Any(line => line.EndsWith("/libcoreclr.so", StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    static HashSet<int> Ports()
    {
        var folder = OperatingSystem.IsWindows() ? @"\\.\pipe\" : Path.GetTempPath();
        return [.. Directory.EnumerateFileSystemEntries(folder, PortPrefix + "*")
            .Select(path => Path.GetFileName(path)[PortPrefix.Length..].Split('-')[0])
            .Select(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)];
    }
}
