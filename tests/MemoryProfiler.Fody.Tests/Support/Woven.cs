using System.Reflection;
using System.Runtime.Loader;
using Mono.Cecil;
using MemoryProfiler.Weaving;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>A built assembly, woven in memory and loaded beside the original.</summary>
sealed class Woven
{
    Woven(WeavingResult result, Assembly assembly, AssemblyNameReference? runtime)
    {
        Result = result;
        Assembly = assembly;
        Runtime = runtime;
    }

    public WeavingResult Result { get; }

    public Assembly Assembly { get; }

    /// <summary>The woven assembly's reference to the runtime.</summary>
    public AssemblyNameReference? Runtime { get; }

    public static Woven Marked(WeavingOptions options) => Weave(typeof(Marked.Boundaries), options);

    public static Woven Plain(WeavingOptions options) => Weave(typeof(Shop.Orders.Cart), options);

    /// <summary>The module of a sample assembly as it was built.</summary>
    public static ModuleDefinition Read(Type sample) =>
        ModuleDefinition.ReadModule(sample.Assembly.Location, new ReaderParameters { ReadSymbols = true });

    static Woven Weave(Type sample, WeavingOptions options)
    {
        using var module = Read(sample);
        var result = new AssemblyWeaver(module, options).Weave();
        using var written = new MemoryStream();
        module.Write(written);
        written.Position = 0;
        var assembly = new AssemblyLoadContext("woven").LoadFromStream(written);
        return new Woven(result, assembly, module.AssemblyReferences.FirstOrDefault(r => r.Name == "MemoryProfiler"));
    }

    /// <summary>Calls a static method of the woven assembly.</summary>
    public T Call<T>(string type, string method, params object[] arguments) =>
        (T)Assembly.GetType(type, throwOnError: true)!.GetMethod(method)!.Invoke(null, arguments)!;

    /// <summary>Makes an object of a type of the woven assembly.</summary>
    public object New(string type, params object[] arguments) =>
        Activator.CreateInstance(Assembly.GetType(type, throwOnError: true)!, arguments)!;
}
