using System.Reflection;
using System.Runtime.CompilerServices;
using MemoryProfiler.Fody.Tests.Support;

namespace MemoryProfiler.Fody.Tests.Constructs;

public class PreparationTests
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void Every_method_of_a_woven_assembly_compiles(Build build)
    {
        var constructs = WovenConstructs.Of(build);
        using var module = WovenFile.Read(constructs.WovenPath);
        var bodies = module.GetTypes().SelectMany(type => type.Methods).Count(method => method.HasBody);

        var generic = new GenericArguments(constructs.Woven);
        var prepared = constructs.Woven.GetTypes().Sum(type => Prepare(type, generic)) + PrepareModuleInitializer(constructs.Woven);

        prepared.ShouldBe(bodies);
        prepared.ShouldBe(build == Build.Debug ? 3025 : 2903);
    }

    static int Prepare(Type type, GenericArguments generic)
    {
        var (closed, typeArguments) = generic.Close(type);
        var methods = closed.GetMembers(Declared).OfType<MethodBase>().Where(method => method.GetMethodBody() is not null).ToList();
        foreach (var method in methods)
        {
            Type[] arguments = method is MethodInfo info ? [.. typeArguments, .. generic.Close(info)] : typeArguments;
            RuntimeHelpers.PrepareMethod(method.MethodHandle, [.. arguments.Select(argument => argument.TypeHandle)]);
        }
        return methods.Count;
    }

    static int PrepareModuleInitializer(Assembly assembly)
    {
        var initializer = assembly.ManifestModule.ResolveMethod(ModuleInitializerToken(assembly))!;
        RuntimeHelpers.PrepareMethod(initializer.MethodHandle);
        return 1;
    }

    // Reflection lists no methods of the global type that are special names: the metadata does.
    static int ModuleInitializerToken(Assembly assembly)
    {
        using var module = WovenFile.Read(assembly.Location);
        return module.Types.Single(type => type.Name == "<Module>").Methods.Single(method => method.Name == ".cctor").MetadataToken.ToInt32();
    }
}
