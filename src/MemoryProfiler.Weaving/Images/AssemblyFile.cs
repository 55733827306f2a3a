using MemoryProfiler.Weaving.Naming;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Images;

/// <summary>Weaves a built assembly: reads a file, writes another.</summary>
public static class AssemblyFile
{
    /// <summary>Weaves one file into another; nothing is written if nothing was woven.</summary>
    /// <param name="source">The assembly, with its symbols beside or in it if there are any.</param>
    /// <param name="target">Where the woven copy goes.</param>
    /// <param name="options">What to weave. Without a project's folder that is looked for.</param>
    /// <exception cref="BadImageFormatException">The file is not a managed assembly.</exception>
    public static WeavingResult Weave(string source, string target, WeavingOptions options)
    {
        var symbols = new PortableSymbols();
        using var module = Read(source, symbols);
        if (!ManagedImage.CanBeWritten(module))
            return new WeavingResult(0, 0, 0, []) { Refusal = "it is not made of IL alone" };
        var located = options.ProjectDirectory.Length > 0 ? options : options with { ProjectDirectory = ProjectFolder.Of(module) };
        var result = new AssemblyWeaver(module, located with { IsBuilt = true }).Weave();
        if (result.MethodCount > 0)
            Write(module, target);
        // Nobody asks for lines of an assembly of which nothing is profiled.
        return symbols.Refusal is { } refusal && (result.MethodCount > 0 || result.Diagnostics.Count > 0) ? result with { Diagnostics = [.. result.Diagnostics, refusal] } : result;
    }

    /// <summary>Copies an assembly as the weaver reads and writes it, but without weaving: precompiled code is left out.</summary>
    /// <exception cref="BadImageFormatException">The file is not a managed assembly.</exception>
    public static void Copy(string source, string target)
    {
        using var module = Read(source, new PortableSymbols());
        Write(module, target);
    }

    /// <summary>The version of an assembly's module, which every build but an identical one gives anew.</summary>
    /// <exception cref="BadImageFormatException">The file is not a managed assembly.</exception>
    public static Guid VersionOf(string source)
    {
        using var module = ModuleDefinition.ReadModule(source);
        return module.Mvid;
    }

    /// <summary>What the methods of an assembly are called in reports and in patterns, without their parameters.</summary>
    /// <exception cref="BadImageFormatException">The file is not a managed assembly.</exception>
    public static IReadOnlyList<string> MethodNamesIn(string source)
    {
        using var module = Read(source, new PortableSymbols());
        return [.. module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody && !CompilerGenerated.Is(method)).Select(SourceNames.Plain).Distinct()];
    }

    static void Write(ModuleDefinition module, string target)
    {
        ManagedImage.MakePortable(module);
        (module.MetadataResolver as ConstantTypes)?.Learn(module);
        module.Write(target, new WriterParameters { WriteSymbols = module.HasSymbols });
    }

    static ModuleDefinition Read(string source, PortableSymbols symbols)
    {
        // References are looked for beside the assembly itself, wherever the host stands.
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(Path.GetFullPath(source)));
        var parameters = new ReaderParameters
        {
            AssemblyResolver = resolver,
            MetadataResolver = new ConstantTypes(resolver),
            ReadSymbols = true,
            SymbolReaderProvider = symbols,
        };
        return ModuleDefinition.ReadModule(source, parameters);
    }
}
