namespace MemoryProfiler.Hosting.Configuration;

/// <summary>A number of things, none included.</summary>
sealed class CountAttribute : OptionRuleAttribute
{
    protected override string? Allowed(object? value) => value is >= 0 ? null : OptionText.CountAllowed;
}
