using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Weaving;
using Mono.Cecil;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>C# that a test brings along, compiled and woven.</summary>
sealed class WovenSource
{
    readonly byte[] _image;

    WovenSource(string assembly, string folder)
    {
        using var module = WovenFile.Read(assembly);
        Result = new AssemblyWeaver(module, new WeavingOptions { ProjectDirectory = folder }).Weave();
        using var map = module.Resources.OfType<EmbeddedResource>().Single(resource => resource.Name == "MemoryProfiler.Map").GetResourceStream();
        Map = MethodMap.Read(map);
        using var written = new MemoryStream();
        module.Write(written);
        _image = written.ToArray();
    }

    public WeavingResult Result { get; }

    public MethodMap Map { get; }

    /// <summary>Compiles a text as <c>Code.cs</c>, in a folder of its own.</summary>
    /// <param name="name">The folder.</param>
    /// <param name="source">The text.</param>
    /// <param name="others">Files beside it; those of C# are compiled too.</param>
    public static WovenSource Of(string name, string source, params (string Name, string Text)[] others) =>
        Of(name, new UTF8Encoding(false).GetBytes(source), [], others);

    /// <summary>The same with a file's bytes.</summary>
    public static WovenSource Of(string name, byte[] source, string[] options, params (string Name, string Text)[] others)
    {
        var folder = WovenFile.NewFolder($"Source.{name}");
        foreach (var other in others)
            File.WriteAllText(Path.Combine(folder, other.Name), other.Text);
        var path = Path.Combine(folder, "Code.cs");
        File.WriteAllBytes(path, source);
        var parts = others.Select(other => Path.Combine(folder, other.Name)).Where(other => other.EndsWith(".cs", StringComparison.Ordinal));
        return new WovenSource(SdkCompiler.Compile(path, [.. options, .. parts]), folder);
    }

    /// <summary>Loads it into a context of its own.</summary>
    public Assembly Load() => new AssemblyLoadContext(null).LoadFromStream(new MemoryStream(_image));
}
