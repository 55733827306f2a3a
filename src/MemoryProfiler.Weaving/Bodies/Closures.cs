using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace MemoryProfiler.Weaving.Bodies;

/// <summary>
/// The types that the compiler makes of what lambdas capture. Those that are made in profiled bodies alone get a field of
/// 8 bytes that says which call made them. The field's bytes are taken out where the objects are made.
/// </summary>
sealed class Closures(ModuleDefinition module)
{
    /// <summary>By how much the field makes a closure bigger: always its size, as it needs no padding.</summary>
    public const int FieldBytes = 8;

    const string FieldName = "<>call";

    readonly Dictionary<TypeDefinition, FieldDefinition> _fields = [];
    Dictionary<TypeDefinition, int>? _places;

    /// <summary>Whether lambdas of a type are methods of what they captured.</summary>
    public static bool IsClosure(TypeDefinition type) => !type.IsValueType && type.Name.StartsWith("<>c__DisplayClass", StringComparison.Ordinal);

    /// <summary>Adds the field to a closure, if it is made in some bodies alone.</summary>
    /// <param name="type">The closure's type.</param>
    /// <param name="bodies">The bodies.</param>
    public bool TryMark(TypeDefinition type, IEnumerable<MethodBody> bodies)
    {
        if (_fields.ContainsKey(type))
            return true;
        var here = bodies.SelectMany(body => body.Instructions).Count(at => MadeBy(at) == type);
        _places ??= CountPlaces();
        if (here == 0 || !_places.TryGetValue(type, out var everywhere) || here != everywhere)
            return false;
        var field = new FieldDefinition(FieldName, FieldAttributes.Public, module.TypeSystem.Int64);
        type.Fields.Add(field);
        _fields.Add(type, field);
        return true;
    }

    /// <summary>The field of a closure as code inside it names it; null if it has none.</summary>
    public FieldReference? FieldInside(TypeDefinition type) =>
        !_fields.TryGetValue(type, out var field) ? null
        : type.HasGenericParameters ? new FieldReference(FieldName, field.FieldType, type.MakeGenericInstanceType([.. type.GenericParameters]))
        : field;

    /// <summary>The field of a closure that an instruction makes; null if it makes none that has it.</summary>
    public FieldReference? FieldMadeBy(Instruction at)
    {
        if (MadeBy(at) is not { } type || !_fields.TryGetValue(type, out var field))
            return null;
        return type.HasGenericParameters ? new FieldReference(FieldName, field.FieldType, ((MethodReference)at.Operand).DeclaringType) : field;
    }

    /// <summary>The field of a closure that a field holds.</summary>
    public FieldReference? FieldOf(FieldReference holder)
    {
        var type = holder.FieldType.Resolve();
        if (type is null || !_fields.TryGetValue(type, out var field))
            return null;
        return type.HasGenericParameters ? new FieldReference(FieldName, field.FieldType, holder.FieldType) : field;
    }

    TypeDefinition? MadeBy(Instruction at)
    {
        if (at.OpCode.Code != Code.Newobj || ((MethodReference)at.Operand).DeclaringType is not { } type || !type.Name.StartsWith("<>c__DisplayClass", StringComparison.Ordinal))
            return null;
        return type.GetElementType().Scope == module ? type.Resolve() : null;
    }

    Dictionary<TypeDefinition, int> CountPlaces()
    {
        var places = new Dictionary<TypeDefinition, int>();
        foreach (var at in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody).SelectMany(method => method.Body.Instructions))
        {
            if (MadeBy(at) is { } type)
                places[type] = places.TryGetValue(type, out var known) ? known + 1 : 1;
        }
        return places;
    }
}
