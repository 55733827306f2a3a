using System.Runtime.Loader;
using PublicApiGenerator;

namespace MemoryProfiler.Architecture.Tests.Api;

public sealed class PublicApiTests
{
    static readonly ApiGeneratorOptions _options = new() { IncludeAssemblyAttributes = false };

    [Fact]
    public void The_public_surface_of_the_weaver_is_the_approved_one() =>
        Surface(Path.Combine(AppContext.BaseDirectory, "Weaver", "MemoryProfiler.Fody.dll")).ShouldBeApproved();

    [Fact]
    public void The_public_surface_of_the_heap_package_is_the_approved_one() => Heap().ShouldBeApproved();

    [Fact]
    public void The_public_surface_of_the_heap_package_is_the_same_on_its_oldest_framework_as_on_its_newest() =>
        Surface(Path.GetFullPath(Repository.Lists("OldestHeap").Single())).ShouldBe(Heap());

    [Fact]
    public void The_public_surface_of_the_runtime_is_the_same_on_its_oldest_framework_as_on_its_newest() =>
        Surface(Path.GetFullPath(Repository.Lists("OldestRuntime").Single())).ShouldBe(Runtime());

    [Fact]
    public void The_public_surface_of_the_runtime_is_the_same_on_dotnet_standard_but_for_a_type_that_is_not_there()
    {
        var standard = Members(Surface(Path.GetFullPath(Repository.Lists("StandardRuntime").Single())));
        var runtime = Members(Runtime().Replace("[System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicFields)]  ", "", StringComparison.Ordinal));
        standard.Except(runtime).ShouldBeEmpty();
        runtime.Except(standard).ShouldBe(["public sealed class MemoryMonitorOptions : System.IEquatable<MemoryProfiler.MemoryMonitorOptions>: public System.TimeProvider TimeProvider { get; init; }"]);
    }

    // Each with its type, as members of several read alike; attributes of the framework's are not all there.
    static List<string> Members(string surface)
    {
        var type = "";
        var members = new List<string>();
        foreach (var line in surface.Split('\n'))
        {
            if (line.StartsWith("    public", StringComparison.Ordinal))
                type = line.Trim();
            if (!line.TrimStart().StartsWith('['))
                members.Add($"{type}: {line.Trim()}");
        }
        return members;
    }

    static string Runtime() => typeof(ProfileAttribute).Assembly.GeneratePublicApi(_options).ReplaceLineEndings("\n");

    static string Heap() => typeof(HeapSnapshot).Assembly.GeneratePublicApi(_options).ReplaceLineEndings("\n");

    static string Surface(string assembly)
    {
        var context = new AssemblyLoadContext(assembly, isCollectible: true);
        try
        {
            return context.LoadFromAssemblyPath(assembly).GeneratePublicApi(_options).ReplaceLineEndings("\n");
        }
        finally
        {
            context.Unload();
        }
    }
}
