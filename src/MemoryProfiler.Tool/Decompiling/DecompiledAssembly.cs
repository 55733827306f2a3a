using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using ICSharpCode.Decompiler;
using ICSharpCode.Decompiler.CSharp;
using ICSharpCode.Decompiler.TypeSystem;

namespace MemoryProfiler.Tool.Decompiling;

/// <summary>One assembly whose types are decompiled when they are asked for. Safe to use from several threads.</summary>
sealed class DecompiledAssembly
{
    readonly IDecompilerTypeSystem _types;

    /// <summary>Opens an assembly; what it refers to is looked for beside it and among the frameworks.</summary>
    /// <param name="path">The file.</param>
    public DecompiledAssembly(string path) =>
        _types = new CSharpDecompiler(path, new DecompilerSettings { ThrowOnAssemblyResolveErrors = false }).TypeSystem;

    /// <summary>The type around a body that stands in no other; null if the assembly has no such body.</summary>
    /// <param name="body">The body's metadata token.</param>
    public TypeDefinitionHandle? TypeOf(int body)
    {
        var metadata = _types.MainModule.MetadataFile!.Metadata;
        var handle = MetadataTokens.EntityHandle(body);
        if (handle.Kind != HandleKind.MethodDefinition || MetadataTokens.GetRowNumber(handle) is var row && (row == 0 || row > metadata.MethodDefinitions.Count))
            return null;
        var type = metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType();
        while (metadata.GetTypeDefinition(type).GetDeclaringType() is { IsNil: false } outer)
            type = outer;
        return type;
    }

    /// <summary>The name of a type with its namespace.</summary>
    public string NameOf(TypeDefinitionHandle type)
    {
        var metadata = _types.MainModule.MetadataFile!.Metadata;
        var definition = metadata.GetTypeDefinition(type);
        var space = metadata.GetString(definition.Namespace);
        var name = metadata.GetString(definition.Name);
        return space.Length == 0 ? name : $"{space}.{name}";
    }

    /// <summary>Decompiles a type.</summary>
    /// <param name="type">A type that stands in no other.</param>
    /// <returns>Its bodies and those of the types in it, by their metadata tokens.</returns>
    public Dictionary<int, DecompiledBody> Decompile(TypeDefinitionHandle type) => DecompiledType.Bodies(_types, type);
}
