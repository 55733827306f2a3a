namespace MemoryProfiler.Hosting.Configuration;

/// <summary>A share of a memory limit at which a report may be written.</summary>
sealed class ShareAttribute : OptionRuleAttribute
{
    protected override string? Allowed(object? value) => value is double share && OptionText.IsShare(share) ? null : OptionText.ShareAllowed;
}
