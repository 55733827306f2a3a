namespace MemoryProfiler.Hosting.Configuration;

/// <summary>A size as text, or null.</summary>
sealed class SizeTextAttribute : OptionRuleAttribute
{
    protected override string? Allowed(object? value) =>
        value is null || OptionText.IsSize((string)value) ? null : ByteSize.Expected;
}
