using System.Reflection;

namespace MemoryProfiler.Tool.Tests.Support;

/// <summary>The programs built with the tests.</summary>
static class StartedPrograms
{
    /// <summary>The assembly of one.</summary>
    public static string PathOf(string program) =>
        typeof(StartedPrograms).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == program).Value.ShouldNotBeNull();
}
