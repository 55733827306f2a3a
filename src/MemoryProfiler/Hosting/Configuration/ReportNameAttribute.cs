using MemoryProfiler.Reports.Formatters;

namespace MemoryProfiler.Hosting.Configuration;

/// <summary>A path that a report can be written to, or null where there may be none.</summary>
sealed class ReportNameAttribute : OptionRuleAttribute
{
    /// <summary>Whether there may be none.</summary>
    public bool IsOptional { get; set; }

    protected override string? Allowed(object? value) =>
        (value is null && IsOptional) || (value is string path && Formats.IsKnown(path)) ? null : Formats.Allowed;
}
