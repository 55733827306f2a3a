using System.Reflection;

namespace MemoryProfiler.Architecture.Tests;

/// <summary>Where the repository is that these tests were built in, and what its projects have put out.</summary>
static class Repository
{
    /// <summary>Its folder.</summary>
    public static string Folder { get; } = Path.GetFullPath(Lists("Repository").Single());

    /// <summary>What the project file says under a name.</summary>
    public static IEnumerable<string> Lists(string name) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Where(said => said.Key == name).Select(said => said.Value!);
}
