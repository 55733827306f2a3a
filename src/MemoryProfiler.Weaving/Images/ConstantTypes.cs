using Mono.Cecil;

namespace MemoryProfiler.Weaving.Images;

/// <summary>
/// Answers for enums of other assemblies when constants are written. Cecil would look for those assemblies to learn what
/// an enum is made of, though the constant itself tells. Often they are not there, or forward to each other in circles.
/// </summary>
sealed class ConstantTypes(IAssemblyResolver assemblies) : MetadataResolver(assemblies)
{
    readonly Dictionary<string, TypeDefinition> _enums = [];

    /// <summary>Learns what the constants of a module tell.</summary>
    public void Learn(ModuleDefinition module)
    {
        foreach (var type in module.GetTypes())
        {
            foreach (var field in type.Fields.Where(field => field.HasConstant))
                Learn(field.FieldType, field.Constant);
            foreach (var parameter in type.Methods.SelectMany(method => method.Parameters).Where(parameter => parameter.HasConstant))
                Learn(parameter.ParameterType, parameter.Constant);
            foreach (var property in type.Properties.Where(property => property.HasConstant))
                Learn(property.PropertyType, property.Constant);
        }
    }

    /// <inheritdoc/>
    public override TypeDefinition Resolve(TypeReference type) =>
        _enums.TryGetValue(type.FullName, out var known) ? known : base.Resolve(type);

    void Learn(TypeReference type, object? constant)
    {
        while (type is TypeSpecification outer)
            type = outer is GenericInstanceType { GenericArguments.Count: 1 } nullable ? nullable.GenericArguments[0] : outer.ElementType;
        if (constant is null || type is TypeDefinition or GenericParameter || type.MetadataType is not (MetadataType.ValueType or MetadataType.Class) || _enums.ContainsKey(type.FullName))
            return;
        var module = type.Module;
        var made = new TypeDefinition(type.Namespace, type.Name, TypeAttributes.Sealed, new TypeReference("System", "Enum", module, module.TypeSystem.CoreLibrary));
        made.Fields.Add(new FieldDefinition("value__", FieldAttributes.SpecialName | FieldAttributes.RTSpecialName, Primitive(constant, module)));
        _enums.Add(type.FullName, made);
    }

    static TypeReference Primitive(object constant, ModuleDefinition module) => constant switch
    {
        byte => module.TypeSystem.Byte,
        sbyte => module.TypeSystem.SByte,
        short => module.TypeSystem.Int16,
        ushort => module.TypeSystem.UInt16,
        uint => module.TypeSystem.UInt32,
        long => module.TypeSystem.Int64,
        ulong => module.TypeSystem.UInt64,
        char => module.TypeSystem.Char,
        bool => module.TypeSystem.Boolean,
        _ => module.TypeSystem.Int32,
    };
}
