using MemoryProfiler.Weaving.Il;
using Mono.Cecil;

namespace MemoryProfiler.Fody.Tests.Il;

public sealed class KnownTypeTests
{
    [Fact]
    public void A_type_is_found_behind_forwards()
    {
        using var there = Assembly("There");
        there.MainModule.Types.Add(new TypeDefinition("N", "T", TypeAttributes.Public, there.MainModule.TypeSystem.Object));
        using var here = Assembly("Here");
        Forward(here, there);

        Find(here, there).ShouldNotBeNull().Module.Name.ShouldBe("There");
    }

    [Fact]
    public void A_type_that_two_assemblies_forward_to_each_other_is_not_found()
    {
        using var one = Assembly("One");
        using var other = Assembly("Other");
        Forward(one, other);
        Forward(other, one);

        Find(one, other).ShouldBeNull();
    }

    [Fact]
    public void A_type_of_an_assembly_that_is_not_there_is_not_found()
    {
        using var here = Assembly("Here");
        using var away = Assembly("Away");
        Forward(here, away);

        Find(here).ShouldBeNull();
    }

    static TypeDefinition? Find(params AssemblyDefinition[] known)
    {
        using var asking = AssemblyDefinition.CreateAssembly(new AssemblyNameDefinition("Asking", new Version(1, 0)), "Asking",
            new ModuleParameters { Kind = ModuleKind.Dll, AssemblyResolver = new Known(known) });
        return KnownType.Find(new TypeReference("N", "T", asking.MainModule, new AssemblyNameReference(known[0].Name.Name, new Version(1, 0))));
    }

    static AssemblyDefinition Assembly(string name) =>
        AssemblyDefinition.CreateAssembly(new AssemblyNameDefinition(name, new Version(1, 0)), name, ModuleKind.Dll);

    static void Forward(AssemblyDefinition from, AssemblyDefinition to) =>
        from.MainModule.ExportedTypes.Add(new ExportedType("N", "T", from.MainModule, new AssemblyNameReference(to.Name.Name, new Version(1, 0))) { Attributes = TypeAttributes.Public | (TypeAttributes)0x00200000 });

    sealed class Known(AssemblyDefinition[] all) : IAssemblyResolver
    {
        public AssemblyDefinition Resolve(AssemblyNameReference name) =>
            Array.Find(all, assembly => assembly.Name.Name == name.Name) ?? throw new AssemblyResolutionException(name);

        public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

        public void Dispose()
        {
        }
    }
}
