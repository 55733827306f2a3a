using Mono.Cecil;

namespace MemoryProfiler.Weaving.Selection;

/// <summary>A method to profile.</summary>
/// <param name="Method">The method.</param>
/// <param name="Mark">The attribute that selected it; null if all methods are.</param>
/// <param name="IsDirect">Whether the mark is on the member itself, so that leaving it out must be said.</param>
sealed record SelectedMethod(MethodDefinition Method, CustomAttribute? Mark, bool IsDirect)
{
    /// <summary>The mark's size limit as written, or null.</summary>
    public string? MaxAllocated =>
        Mark?.Properties.FirstOrDefault(p => p.Name == "MaxAllocated").Argument.Value as string;
}
