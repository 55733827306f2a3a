namespace MemoryProfiler.Methods;

/// <summary>A line of source by the names that reports show.</summary>
/// <param name="Method">Type and method with parameters, or the name of a scope.</param>
/// <param name="FullName">The method with the namespace; null of a scope.</param>
/// <param name="File">The source file, relative to the project where it can be.</param>
/// <param name="Number">The line's number.</param>
/// <param name="Text">The line's text, empty where it is not embedded.</param>
readonly record struct SourceLine(string Method, string? FullName, string File, int Number, string Text);
