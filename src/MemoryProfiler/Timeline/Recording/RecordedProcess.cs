using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Timeline.Spans;

namespace MemoryProfiler.Timeline.Recording;

/// <summary>A process whose memory is read again and again. One thread at a time.</summary>
sealed class RecordedProcess(int id) : IDisposable
{
    readonly ProcessReader _reader = ProcessMemory.Of(id);

    /// <summary>Its number.</summary>
    public int Id => id;

    /// <summary>Whether it is this process, of which the runtime tells more.</summary>
    public bool IsOwn { get; } = id == Environment.ProcessId;

    /// <summary>
    /// Whether it is there. A process that has ended has no resident memory, even while its parent has not asked for its
    /// exit code.
    /// </summary>
    public bool IsRunning => IsOwn || Read(MemoryMetric.WorkingSet) != ProcessMemory.Unknown;

    /// <summary>Bytes now; <see cref="ProcessMemory.Unknown"/> if they cannot be had.</summary>
    public long Read(MemoryMetric metric) => metric switch
    {
        MemoryMetric.ManagedHeap => IsOwn ? GC.GetTotalMemory(forceFullCollection: false) : ProcessMemory.Unknown,
        MemoryMetric.Committed => IsOwn ? CollectionFeed.CommittedBytes() : ProcessMemory.Unknown,
        _ => _reader.Read(metric),
    };

    /// <summary>Its name; empty if it cannot be had.</summary>
    public string Name()
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.ProcessName;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception or IOException or PlatformNotSupportedException)
        {
            return "";
        }
    }

    /// <summary>
    /// Its command line. It is empty where the platform does not tell that of any process, and before it runs a program
    /// of its own.
    /// </summary>
    public string Command()
    {
        if (IsOwn)
            return Environment.CommandLine;
        try
        {
            return OperatingSystem.IsLinux()
                ? File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/cmdline")).TrimEnd('\0').Replace('\0', ' ')
                : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    public void Dispose() => _reader.Dispose();
}
