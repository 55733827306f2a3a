namespace AspNetCoreSample.Memory;

/// <summary>Who may see the memory report; the configuration section <c>MemoryReport</c>.</summary>
sealed class MemoryReportOptions
{
    /// <summary>
    /// Whether the report is served in other environments than Development too; false by default, as it shows source
    /// lines. Then let <c>RequireAuthorization</c> or a port of its own keep strangers out.
    /// </summary>
    public bool ShowOutsideDevelopment { get; set; }
}
