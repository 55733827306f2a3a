using System.Globalization;

namespace MemoryOverTime;

/// <summary>Bytes as texts of one unit, so that figures can be compared at a glance.</summary>
static class Mebibytes
{
    public static string Text(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024),7:0.0} MiB");
}
