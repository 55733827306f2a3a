namespace MemoryProfiler.Tool.Programs.Hosts;

/// <summary>What <c>dotnet</c>'s own library answers.</summary>
sealed record HostAnswer
{
    /// <summary>The frameworks it would take.</summary>
    public IReadOnlyList<SharedFramework> Found { get; init; } = [];

    /// <summary>The frameworks that are not installed.</summary>
    public IReadOnlyList<FrameworkReference> Missing { get; init; } = [];

    /// <summary>The folder of the SDK it would take; null if there is none.</summary>
    public string? Sdk { get; init; }

    /// <summary>What it wrote.</summary>
    public string Said { get; init; } = "";
}
