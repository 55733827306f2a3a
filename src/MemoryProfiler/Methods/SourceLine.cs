using System.Globalization;

namespace MemoryProfiler.Methods;

/// <summary>A line of source by the names that reports show.</summary>
/// <param name="Method">Type and method with parameters, or the name of a scope.</param>
/// <param name="FullName">The method with the namespace; null of a scope.</param>
/// <param name="File">The source file, relative to the project where it can be.</param>
/// <param name="Number">The line's number.</param>
/// <param name="Text">The line's text, empty where it is not embedded.</param>
/// <param name="IsOffset">Whether the number is an IL offset.</param>
readonly record struct SourceLine(string Method, string? FullName, string File, int Number, string Text, bool IsOffset = false)
{
    /// <summary>File and line.</summary>
    public string Place => IsOffset
        ? string.Create(CultureInfo.InvariantCulture, $"{File}:IL_{Number:x4}")
        : string.Create(CultureInfo.InvariantCulture, $"{File}:{Number}");
}
