using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using MemoryProfiler.Weaving;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace MemoryProfiler.HotReload;

/// <summary>A woven library that is compiled anew while it runs, as <c>dotnet watch</c> does it.</summary>
sealed class EditedLibrary
{
    readonly CSharpCompilation _compilation;
    readonly string _source;
    readonly byte[] _image;
    readonly Assembly _assembly;

    /// <summary>Builds, weaves and loads it.</summary>
    public EditedLibrary(string folder, bool isInMemory)
    {
        using var text = new StreamReader(typeof(EditedLibrary).Assembly.GetManifestResourceStream("Edited.txt")!);
        _source = text.ReadToEnd();
        // With the mark that the compiler counts into the checksum.
        File.WriteAllText(Path.Combine(folder, "Edited.cs"), _source, System.Text.Encoding.UTF8);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        _compilation = CSharpCompilation.Create("Edited", [Parse(_source, folder)], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Debug));
        var built = Path.Combine(folder, "built", "Edited.dll");
        var woven = Path.Combine(folder, "Edited.dll");
        Directory.CreateDirectory(Path.Combine(folder, "built"));
        using (var image = File.Create(built))
        using (var symbols = File.Create(Path.ChangeExtension(built, ".pdb")))
        {
            var options = new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb, pdbFilePath: "Edited.pdb");
            var result = _compilation.Emit(image, symbols, options: options);
            if (!result.Success)
                throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
        }
        Weaving.Images.AssemblyFile.Weave(built, woven, new WeavingOptions { ProjectDirectory = folder });
        _image = File.ReadAllBytes(woven);
        _assembly = isInMemory ? Assembly.Load(_image) : Assembly.LoadFrom(woven);
    }

    /// <summary>Calls a method; answers how much it gave.</summary>
    public int Call(string method, params object[] arguments)
    {
        var type = method == "Generic" ? _assembly.GetType("Edited+Nested`1")!.MakeGenericType(typeof(byte)) : _assembly.GetType("Edited")!;
        var result = type.GetMethod(method)!.Invoke(null, arguments);
        return (result as Task<byte[]>)?.GetAwaiter().GetResult().Length ?? ((byte[])result!).Length;
    }

    /// <inheritdoc cref="Call(string, object[])"/>
    public int Call(string method, Action inside) => Call(method, [inside]);

    /// <summary>Lets methods allocate one byte more.</summary>
    public void Replace(string[] methods)
    {
        var changed = _compilation.ReplaceSyntaxTree(_compilation.SyntaxTrees[0], Parse(_source.Replace("000]", "001]", StringComparison.Ordinal), ""));
        var edits = methods.Select(method => new SemanticEdit(SemanticEditKind.Update, Find(_compilation, method), Find(changed, method)));
        var baseline = EmitBaseline.CreateInitialBaseline(_compilation, ModuleMetadata.CreateFromImage(_image), _ => default, _ => default, hasPortableDebugInformation: true);
        using var metadata = new MemoryStream();
        using var code = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = changed.EmitDifference(baseline, edits, _ => false, metadata, code, symbols, new EmitDifferenceOptions(), CancellationToken.None);
        if (!result.Success)
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
        MetadataUpdater.ApplyUpdate(_assembly, metadata.ToArray(), code.ToArray(), symbols.ToArray());
        Tell([.. result.ChangedTypes.Select(type => _assembly.ManifestModule.ResolveType(MetadataTokens.GetToken(type)))]);
    }

    static SyntaxTree Parse(string source, string folder) =>
        CSharpSyntaxTree.ParseText(source, path: Path.Combine(folder, "Edited.cs"), encoding: System.Text.Encoding.UTF8);

    static IMethodSymbol Find(Compilation compilation, string method) =>
        compilation.GetTypeByMetadataName(method == "Generic" ? "Edited+Nested`1" : "Edited")!.GetMembers(method).OfType<IMethodSymbol>().Single();

    /// <summary>Tells those who ask to be told, as the agent in a program under <c>dotnet watch</c> does.</summary>
    static void Tell(Type[] types)
    {
        foreach (var attribute in AppDomain.CurrentDomain.GetAssemblies().SelectMany(assembly => assembly.GetCustomAttributes<MetadataUpdateHandlerAttribute>()))
        {
            attribute.HandlerType
                .GetMethod("UpdateApplication", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [typeof(Type[])])?
                .Invoke(null, [types]);
        }
    }
}
