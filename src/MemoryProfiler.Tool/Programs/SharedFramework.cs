namespace MemoryProfiler.Tool.Programs;

/// <summary>A shared framework of an installation.</summary>
/// <param name="Name">Such as <c>Microsoft.NETCore.App</c>.</param>
/// <param name="Version">Its version, as its folder is called.</param>
/// <param name="Folder">Where its assemblies are.</param>
sealed record SharedFramework(string Name, string Version, string Folder)
{
    /// <summary>The first number of its version.</summary>
    public int Major => int.Parse(Version.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture);
}
