namespace MemoryProfiler.Architecture.Tests;

/// <summary>The rooms of <c>src/MemoryProfiler.Weaving</c>: a body is found, planned, rewritten, and mapped.</summary>
static class WeaverRooms
{
    public static Rooms InOrder { get; } = new(
        ("Polyfills", []),
        ("Diagnostics", []),
        ("words", ["WeavingOptions", "WeavingResult"]),
        ("Runtime", []),
        ("Naming", []),
        ("Source", []),
        ("Selection", []),
        ("Il", []),
        ("Facts", []),
        ("Bodies", []),
        ("Planning", []),
        ("Rewriting", []),
        ("Mapping", []),
        ("doors", ["AssemblyWeaver"]),
        ("Images", []));
}
