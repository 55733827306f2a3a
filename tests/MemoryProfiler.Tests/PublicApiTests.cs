using System.ComponentModel;
using System.Reflection;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_of_the_runtime() =>
        string.Join("\n", typeof(ProfileAttribute).Assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal).Select(Describe)).ShouldBeApproved();

    [Fact]
    public void What_users_name_stands_beside_the_doors()
    {
        // Woven code's own calls are hidden from users, and an extension method of a host stands where hosts look for it.
        var elsewhere = typeof(ProfileAttribute).Assembly.GetExportedTypes()
            .Where(type => type.Namespace != nameof(MemoryProfiler))
            .Where(type => type.GetCustomAttribute<EditorBrowsableAttribute>() is not { State: EditorBrowsableState.Never })
            .Select(type => type.FullName);

        elsewhere.ShouldBe(["Microsoft.Extensions.DependencyInjection.MemoryProfilerServiceCollectionExtensions"]);
    }

    static string Describe(Type type)
    {
        const BindingFlags declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var members = type.GetMembers(declared)
            .Where(m => m is not MethodBase { IsSpecialName: true } || m is ConstructorInfo)
            .Select(m => $"    {(m is MethodBase { IsStatic: true } ? "static " : "")}{m}")
            .Order(StringComparer.Ordinal);
        return $"{type.FullName}{(type.IsSealed ? " (sealed)" : "")}\n{string.Join("\n", members)}\n";
    }
}
