using System.Reflection;
using MemoryProfiler.Weaving;
using Mono.Cecil;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>Weaves built assemblies outside a build, as every host of the engine would.</summary>
static class WovenFile
{
    /// <summary>The folder of the samples' sources.</summary>
    public static string ProjectDirectory { get; } = Path.GetFullPath(typeof(WovenFile).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ConstructsFolder").Value!);

    /// <summary>The path of an assembly beside the tests.</summary>
    public static string Input(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");

    /// <summary>Reads an assembly into memory.</summary>
    public static ModuleDefinition Read(string path, bool symbols = true) =>
        ModuleDefinition.ReadModule(path, new ReaderParameters { ReadSymbols = symbols, InMemory = true });

    /// <summary>Weaves a module in place.</summary>
    public static WeavingResult Weave(ModuleDefinition module) =>
        new AssemblyWeaver(module, new WeavingOptions { ProjectDirectory = ProjectDirectory }).Weave();

    /// <summary>Weaves a file into a folder of its own; answers the new file's path.</summary>
    public static (string Path, WeavingResult Result) Weave(string input, string folder)
    {
        using var module = Read(input);
        var result = Weave(module);
        Directory.CreateDirectory(folder);
        var output = Path.Combine(folder, Path.GetFileName(input));
        module.Write(output, new WriterParameters { WriteSymbols = true, DeterministicMvid = true });
        return (output, result);
    }

    /// <summary>A fresh, empty folder below the tests' output.</summary>
    public static string NewFolder(string name)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "woven", name);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        return Directory.CreateDirectory(folder).FullName;
    }
}
