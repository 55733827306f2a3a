namespace MemoryProfiler.Tool.Programs.Building;

/// <summary>A project as it is built for one framework.</summary>
/// <param name="Project">Its file.</param>
/// <param name="Framework">The framework, such as <c>net10.0</c>.</param>
/// <param name="Assembly">What its build leaves.</param>
/// <param name="IsTest">It has tests.</param>
sealed record BuiltProject(string Project, string Framework, string Assembly, bool IsTest);
