using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MemoryProfiler.Methods;

/// <summary>The methods of an assembly's file that have probes or lead to a body with some. They are compared with what runs now.</summary>
sealed class WovenBodies
{
    const string GeneratedType = "<MemoryProfiler>";
    const string FirstMethod = "FirstMethod";
    const byte LoadField = 0x7E;
    const byte Add = 0x58;

    readonly List<Body> _bodies = [];

    WovenBodies(PEReader image, MetadataReader reader)
    {
        var indexes = new Dictionary<TypeDefinitionHandle, int>();
        var field = reader.FieldDefinitions.Single(handle => IsFirstMethod(reader, reader.GetFieldDefinition(handle)));
        foreach (var handle in reader.MethodDefinitions)
        {
            if (Code(image, reader, handle) is not { } code || IndexIn(code, MetadataTokens.GetToken(field)) is not { } index)
                continue;
            var type = reader.GetMethodDefinition(handle).GetDeclaringType();
            indexes.TryAdd(type, index);
            _bodies.Add(new Body(index, MetadataTokens.GetToken(handle), Outermost(reader, type), code));
        }
        // What the user wrote as one method begins in another than its state machine: a change may give it a new one.
        foreach (var handle in reader.CustomAttributes)
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (attribute.Parent.Kind == HandleKind.MethodDefinition
                && StateMachine(reader, attribute) is { } machine && indexes.TryGetValue(machine, out var index)
                && Code(image, reader, (MethodDefinitionHandle)attribute.Parent) is { } code)
                _bodies.Add(new Body(index, MetadataTokens.GetToken(attribute.Parent), Outermost(reader, machine), code));
        }
    }

    /// <summary>Reads an assembly's file; null if there is none, or one of another build by now.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="BadImageFormatException">It is broken.</exception>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "Without a file the answer is null.")]
    public static WovenBodies? Read(Assembly assembly)
    {
        if (assembly.Location.Length == 0)
            return null;
        using var image = new PEReader(File.OpenRead(assembly.Location));
        var reader = image.GetMetadataReader();
        return reader.GetGuid(reader.GetModuleDefinition().Mvid) == assembly.ManifestModule.ModuleVersionId
            ? new WovenBodies(image, reader)
            : null;
    }

    /// <summary>The indexes in the map of methods whose code is another one now.</summary>
    /// <param name="module">What runs.</param>
    /// <param name="types">The tokens of the outermost types to look at, or null for all.</param>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Bodies are replaced in untrimmed programs only.")]
    public IEnumerable<int> Replaced(Module module, IReadOnlySet<int>? types) =>
        _bodies
            .Where(body => types is null || types.Contains(body.OutermostType))
            .Where(body => !body.Code.AsSpan().SequenceEqual(module.ResolveMethod(body.Method)?.GetMethodBody()?.GetILAsByteArray()))
            .Select(body => body.Index)
            .Distinct();

    static byte[]? Code(PEReader image, MetadataReader reader, MethodDefinitionHandle handle) =>
        reader.GetMethodDefinition(handle).RelativeVirtualAddress is > 0 and var address ? image.GetMethodBody(address).GetILBytes() : null;

    static bool IsFirstMethod(MetadataReader reader, FieldDefinition field) =>
        reader.StringComparer.Equals(field.Name, FirstMethod)
        && reader.StringComparer.Equals(reader.GetTypeDefinition(field.GetDeclaringType()).Name, GeneratedType);

    /// <summary>The method's index in the map: what a woven body adds to the number of the assembly's first method.</summary>
    static int? IndexIn(ReadOnlySpan<byte> code, int field)
    {
        Span<byte> load = stackalloc byte[1 + sizeof(int)];
        load[0] = LoadField;
        BinaryPrimitives.WriteInt32LittleEndian(load[1..], field);
        for (var at = code.IndexOf(load); at >= 0; at = code.IndexOf(load))
        {
            code = code[(at + load.Length)..];
            var (value, length) = Constant(code);
            if (length > 0 && code.Length > length && code[length] == Add)
                return value;
        }
        return null;
    }

    /// <summary>The number that an instruction loads, and how long it is; 0 if it loads none.</summary>
    static (int Value, int Length) Constant(ReadOnlySpan<byte> code) => code switch
    {
        [>= 0x16 and <= 0x1E and var small, ..] => (small - 0x16, 1),
        [0x1F, var value, ..] => ((sbyte)value, 2),
        [0x20, _, _, _, _, ..] => (BinaryPrimitives.ReadInt32LittleEndian(code[1..]), 5),
        _ => (0, 0),
    };

    static int Outermost(MetadataReader reader, TypeDefinitionHandle type)
    {
        while (reader.GetTypeDefinition(type).GetDeclaringType() is { IsNil: false } outer)
            type = outer;
        return MetadataTokens.GetToken(type);
    }

    /// <summary>The type that an attribute names as the state machine of its method.</summary>
    static TypeDefinitionHandle? StateMachine(MetadataReader reader, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
            return null;
        var parent = reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (parent.Kind != HandleKind.TypeReference
            || !reader.GetString(reader.GetTypeReference((TypeReferenceHandle)parent).Name).EndsWith("StateMachineAttribute", StringComparison.Ordinal))
            return null;
        var blob = reader.GetBlobReader(attribute.Value);
        blob.ReadUInt16();
        // Its full name, with that of the type around it before the last plus sign.
        var name = blob.ReadSerializedString() ?? "";
        var simple = name[(name.LastIndexOf('+') + 1)..];
        var around = reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Parent).GetDeclaringType();
        foreach (var nested in reader.GetTypeDefinition(around).GetNestedTypes())
        {
            if (reader.StringComparer.Equals(reader.GetTypeDefinition(nested).Name, simple))
                return nested;
        }
        return null;
    }

    readonly record struct Body(int Index, int Method, int OutermostType, byte[] Code);
}
