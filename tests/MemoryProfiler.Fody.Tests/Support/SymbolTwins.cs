using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using MemoryProfiler.Weaving;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>The symbols of an assembly as its compiler wrote them and as they are woven, both read from their files by the framework's own reader.</summary>
sealed class SymbolTwins : IDisposable
{
    readonly MetadataReaderProvider _plain;
    readonly MetadataReaderProvider _woven;

    SymbolTwins(string plain, string woven, List<BodyTwins> bodies)
    {
        _plain = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(plain, ".pdb")));
        _woven = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(woven, ".pdb")));
        Plain = new SymbolTexts(_plain.GetMetadataReader());
        Woven = new SymbolTexts(_woven.GetMetadataReader());
        Bodies = bodies;
    }

    public SymbolTexts Plain { get; }

    public SymbolTexts Woven { get; }

    /// <summary>The methods with code that both have.</summary>
    public IReadOnlyList<BodyTwins> Bodies { get; }

    /// <summary>Weaves a file into a folder.</summary>
    public static SymbolTwins Of(string assembly, string folder, WeavingOptions options)
    {
        using var module = WovenFile.Read(assembly);
        // Offsets and tokens are those of the compiler now, and of the woven assembly once the module is written.
        var read = module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody)
            .Select(method => (Method: method, Token: method.MetadataToken, Code: method.Body.Instructions.Select(at => (At: at, at.Offset)).ToList(), Size: method.Body.CodeSize, IsStartReachedAgain: method.Body.Instructions.Any(at => LeadsTo(at, method.Body.Instructions[0])))).ToList();
        new AssemblyWeaver(module, options).Weave();
        var woven = Path.Combine(folder, Path.GetFileName(assembly));
        module.Write(woven, new WriterParameters { WriteSymbols = true });
        return new SymbolTwins(assembly, woven, [.. read.Select(body => new BodyTwins(body.Method, Handle(body.Token), Handle(body.Method.MetadataToken), body.Code, body.Size, body.IsStartReachedAgain))]);
    }

    public void Dispose()
    {
        _plain.Dispose();
        _woven.Dispose();
    }

    static bool LeadsTo(Instruction from, Instruction target) => from.Operand == target || (from.Operand as Instruction[])?.Contains(target) == true;

    static MethodDefinitionHandle Handle(MetadataToken token) => MetadataTokens.MethodDefinitionHandle((int)token.RID);
}
