namespace MemoryProfiler.Architecture.Tests;

/// <summary>The rooms of <c>src/MemoryProfiler.Tool</c>: what is recorded, how it is shown, and the verbs.</summary>
static class ToolRooms
{
    public static Rooms InOrder { get; } = new(
        ("words", ["ExitCodes", "ToolException"]),
        ("Programs", []),
        ("Reporting", []),
        ("Decompiling", []),
        ("Plotting", []),
        ("Terminal", []),
        ("Recording", []),
        ("Heaps", []),
        ("Sites", []),
        ("Profiling", []),
        ("Commands", []),
        ("doors", ["Program"]));
}
