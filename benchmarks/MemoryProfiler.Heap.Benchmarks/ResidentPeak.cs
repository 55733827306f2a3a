using System.Globalization;

namespace MemoryProfiler.HeapBenchmarks;

/// <summary>The process's highest resident memory since it was last reset.</summary>
static class ResidentPeak
{
    public static void Reset() => File.WriteAllText("/proc/self/clear_refs", "5");

    public static long Read() => Read(Environment.ProcessId);

    /// <summary>That of another process; 0 if it has ended.</summary>
    public static long Read(int process) => Kilobytes(process, "VmHWM:") * 1024;

    public static long Now() => Kilobytes(Environment.ProcessId, "VmRSS:") * 1024;

    static long Kilobytes(int process, string field)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
