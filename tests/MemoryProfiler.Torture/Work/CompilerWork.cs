using System.Reflection;
using MemoryProfiler.Torture.Corpus;
using MemoryProfiler.Torture.Preparing;

namespace MemoryProfiler.Torture.Work;

/// <summary>The C# compiler compiles the weaver.</summary>
static class CompilerWork
{
    public const string Name = "csc";

    /// <summary>Its three assemblies; the rest of its folder are theirs to find.</summary>
    public static readonly string[] Assemblies = ["csc.dll", "Microsoft.CodeAnalysis.dll", "Microsoft.CodeAnalysis.CSharp.dll"];

    /// <summary>Where it is.</summary>
    public static string Folder => Path.Combine(AssemblyGroups.Sdk, "Roslyn", "bincore");

    /// <summary>Compiles; answers the bytes of assembly and symbols, one after the other.</summary>
    public static byte[] Run(WovenContext context, WorkRequest request)
    {
        var folder = request.Folders.First(f => File.Exists(Path.Combine(f, Assemblies[0])));
        var compiler = context.LoadFromAssemblyPath(Path.Combine(folder, Assemblies[0]));
        var assembly = Path.Combine(request.Scratch, "Compiled.dll");
        var symbols = Path.ChangeExtension(assembly, ".pdb");
        string[] arguments =
        [
            "/noconfig", "/nostdlib", "/target:library", "/deterministic", "/optimize+", "/debug:portable", "/unsafe", "/nullable:enable", "/langversion:latest",
            $"/out:{assembly}", $"/pdb:{symbols}", $"/pathmap:{request.Scratch}=/out,{Sources}=/src",
            .. References().Order(StringComparer.Ordinal).Select(file => $"/reference:{file}"),
            .. Directory.GetFiles(Sources, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal),
        ];
        var code = (int)compiler.EntryPoint!.Invoke(null, [arguments])!;
        return code == 0
            ? [.. File.ReadAllBytes(assembly), .. File.ReadAllBytes(symbols)]
            : throw new InvalidOperationException($"The compiler ended with {code}.");
    }

    static IEnumerable<string> References() =>
        Directory.GetFiles(AssemblyGroups.Framework, "*.dll").Where(file => ManagedFile.Read(file) is not null)
            .Concat(Directory.GetFiles(AppContext.BaseDirectory, "Mono.Cecil*.dll"))
            .Append(Path.Combine(AppContext.BaseDirectory, "FodyHelpers.dll"));

    static string Sources => Path.Combine(AppContext.BaseDirectory, "sources");
}
