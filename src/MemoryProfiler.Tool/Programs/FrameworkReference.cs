namespace MemoryProfiler.Tool.Programs;

/// <summary>A shared framework that a program asks for.</summary>
/// <param name="Name">Such as <c>Microsoft.NETCore.App</c>.</param>
/// <param name="Version">The least version, as it is written.</param>
sealed record FrameworkReference(string Name, string Version)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Version}";
}
