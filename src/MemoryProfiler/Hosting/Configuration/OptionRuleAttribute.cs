using System.ComponentModel.DataAnnotations;

namespace MemoryProfiler.Hosting.Configuration;

/// <summary>Checks an option's value; a wrong one is one sentence that names the option, the value and what is allowed.</summary>
[AttributeUsage(AttributeTargets.Property)]
abstract class OptionRuleAttribute : ValidationAttribute
{
    /// <summary>What is allowed, as the end of a sentence; null if the value is.</summary>
    protected abstract string? Allowed(object? value);

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (Allowed(value) is not { } allowed)
            return ValidationResult.Success;
        var shown = value switch { null => "null", string text => $"\"{text}\"", _ => FormattableString.Invariant($"{value}") };
        // Without the member's name, which the validator would put before the sentence.
        return new ValidationResult($"The option {validationContext.MemberName} cannot be {shown}: {allowed}.");
    }
}
