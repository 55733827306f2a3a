using System.IO.Enumeration;
using MemoryProfiler.Reports;

namespace MemoryProfiler.Tool.Profiling;

/// <summary>Which methods of a program are profiled: patterns over full names, several separated by semicolons or commas.</summary>
/// <param name="Include">Of those that are; <c>*</c> for all.</param>
/// <param name="Exclude">Of those that are not all the same.</param>
sealed record MethodPatterns(string Include, string Exclude)
{
    readonly string[] _include = Split(Include);
    readonly string[] _exclude = Split(Exclude);

    /// <summary>Whether a method is selected.</summary>
    /// <param name="fullName">Its name with the namespace and parameters.</param>
    public bool AreFor(string fullName)
    {
        var name = MethodNames.Plain(fullName);
        return Array.Exists(_include, Matches) && !Array.Exists(_exclude, Matches);

        bool Matches(string pattern) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
    }

    static string[] Split(string list) => list.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
