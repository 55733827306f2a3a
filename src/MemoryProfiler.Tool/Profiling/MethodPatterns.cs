namespace MemoryProfiler.Tool.Profiling;

/// <summary>Which methods of a program are profiled: patterns over full names, several separated by semicolons or commas.</summary>
/// <param name="Include">Of those that are; <c>*</c> for all.</param>
/// <param name="Exclude">Of those that are not all the same.</param>
sealed record MethodPatterns(string Include, string Exclude);
