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
        Surface(Path.GetFullPath(Repository.Lists("OldestRuntime").Single())).ShouldBe(typeof(ProfileAttribute).Assembly.GeneratePublicApi(_options).ReplaceLineEndings("\n"));

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
