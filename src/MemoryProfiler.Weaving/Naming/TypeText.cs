using Mono.Cecil;

namespace MemoryProfiler.Weaving.Naming;

/// <summary>
/// Writes a type as C# does, with what the compiler keeps of it in attributes beside it. That is references that may be
/// null, names of tuple elements and <c>dynamic</c>. Those are lists in the order in which the parts of the type are
/// passed.
/// </summary>
sealed class TypeText
{
    const string NullableValue = "System.Nullable`1";
    const string Tuple = "System.ValueTuple`";
    const int MostElements = 8;
    const byte MayBeNull = 2;

    static readonly Dictionary<string, string> _keywords = new()
    {
        ["System.Boolean"] = "bool", ["System.Byte"] = "byte", ["System.SByte"] = "sbyte", ["System.Char"] = "char",
        ["System.Decimal"] = "decimal", ["System.Double"] = "double", ["System.Single"] = "float", ["System.Int32"] = "int",
        ["System.UInt32"] = "uint", ["System.Int64"] = "long", ["System.UInt64"] = "ulong", ["System.Int16"] = "short",
        ["System.UInt16"] = "ushort", ["System.Object"] = "object", ["System.String"] = "string", ["System.Void"] = "void",
        ["System.IntPtr"] = "nint", ["System.UIntPtr"] = "nuint",
    };

    readonly TypeAttributeList<byte> _nullable;
    readonly TypeAttributeList<bool> _dynamic;
    readonly TypeAttributeList<string?> _elements;

    TypeText(TypeAttributeList<byte> nullable, TypeAttributeList<bool> isDynamic, TypeAttributeList<string?> elements)
    {
        _nullable = nullable;
        _dynamic = isDynamic;
        _elements = elements;
    }

    /// <summary>A type of which nothing more is known.</summary>
    public static string Of(TypeReference type) => new TypeText(new(0), new(false), new(null)).Write(type);

    /// <summary>A type with what stands in the attributes of its parameter or return value.</summary>
    /// <param name="type">The type.</param>
    /// <param name="attributes">Those of what has the type.</param>
    /// <param name="nullable">What holds for its references where no attribute says otherwise.</param>
    public static string Of(TypeReference type, ICustomAttributeProvider attributes, byte nullable)
    {
        var text = new TypeText(
            TypeAttributeList<byte>.Of(attributes, "System.Runtime.CompilerServices.NullableAttribute", nullable),
            TypeAttributeList<bool>.Of(attributes, "System.Runtime.CompilerServices.DynamicAttribute", false, isSet: true),
            TypeAttributeList<string?>.Of(attributes, "System.Runtime.CompilerServices.TupleElementNamesAttribute", null));
        var written = text.Write(type);
        // Lists of another length belong to a type that is passed in another order: better nothing than wrong marks.
        return text._nullable.IsUsedUp && text._dynamic.IsUsedUp && text._elements.IsUsedUp ? written : Of(type);
    }

    /// <summary>A type and those around it, with the texts of all their type arguments.</summary>
    public static string Name(TypeReference type, IEnumerable<string> arguments)
    {
        var names = arguments.ToList();
        var parts = new List<string>();
        for (var current = type; current is not null; current = current.DeclaringType)
        {
            var arity = SourceNames.Arity(current.Name);
            // A nested type repeats its outer types' parameters first; what is left at the end is its own.
            var own = names.Skip(Math.Max(0, names.Count - arity)).ToList();
            names.RemoveRange(names.Count - own.Count, own.Count);
            var name = FSharpNames.Quoted(SourceNames.Bare(current.Name));
            parts.Insert(0, own.Count == 0 ? name : $"{name}<{string.Join(", ", own)}>");
        }
        return string.Join(".", parts);
    }

    string Write(TypeReference type)
    {
        if (type is ArrayType array)
            return Array(array, Next(isReference: true).MayBeNull);
        var isFunction = type is FunctionPointerType;
        var isMarked = type is not (IModifierType or ByReferenceType or GenericInstanceType { ElementType.FullName: NullableValue })
            && (!type.IsValueType || type is GenericInstanceType);
        var (mayBeNull, isDynamic) = Next(isMarked);
        if (isDynamic)
            return mayBeNull ? "dynamic?" : "dynamic";
        var text = type switch
        {
            IModifierType modified => Write(modified.ElementType),
            ByReferenceType reference => Write(reference.ElementType),
            PointerType pointer => Write(pointer.ElementType) + "*",
            FunctionPointerType function => Function(function),
            GenericInstanceType { ElementType.FullName: NullableValue } nullable => Write(nullable.GenericArguments[0]) + "?",
            GenericInstanceType generic when IsTuple(generic) => $"({string.Join(", ", Elements(generic, _elements.Next(Count(generic))))})",
            GenericInstanceType generic => Name(generic.ElementType, [.. generic.GenericArguments.Select(Write)]),
            GenericParameter parameter => parameter.Name,
            _ => _keywords.TryGetValue(type.FullName, out var keyword) ? keyword : Name(type, []),
        };
        return mayBeNull && !isFunction ? text + "?" : text;
    }

    (bool MayBeNull, bool IsDynamic) Next(bool isReference) => (isReference && _nullable.Next() == MayBeNull, _dynamic.Next());

    // int[][,] is an array of arrays: the outer brackets come first, unless the inner array may be null.
    string Array(ArrayType array, bool mayBeNull)
    {
        var brackets = "";
        var element = (TypeReference)array;
        while (element is ArrayType outer)
        {
            brackets += $"[{new string(',', outer.Rank - 1)}]";
            element = outer.ElementType;
            if (element is ArrayType inner && Next(isReference: true).MayBeNull)
                return $"{Array(inner, mayBeNull: true)}{brackets}{(mayBeNull ? "?" : "")}";
        }
        return $"{Write(element)}{brackets}{(mayBeNull ? "?" : "")}";
    }

    string Function(FunctionPointerType function)
    {
        var convention = function.CallingConvention == MethodCallingConvention.Default ? "" : " unmanaged";
        var returned = Write(function.ReturnType);
        return $"delegate*{convention}<{string.Join(", ", function.Parameters.Select(parameter => Write(parameter.ParameterType)).ToList().Append(returned))}>";
    }

    IEnumerable<string> Elements(GenericInstanceType tuple, IReadOnlyList<string?> names)
    {
        for (var i = 0; i < tuple.GenericArguments.Count; i++)
        {
            if (i == MostElements - 1 && tuple.GenericArguments[i] is GenericInstanceType rest && IsTuple(rest))
            {
                Next(isReference: true);
                // The names of the rest stand with the others; in its own place there are as many empty ones.
                _elements.Next(Count(rest));
                foreach (var element in Elements(rest, [.. names.Skip(i)]))
                    yield return element;
                continue;
            }
            yield return $"{Write(tuple.GenericArguments[i])} {names[i]}".TrimEnd();
        }
    }

    static bool IsTuple(GenericInstanceType type) =>
        type.ElementType.FullName.StartsWith(Tuple, StringComparison.Ordinal) && type.GenericArguments.Count > 1;

    static int Count(GenericInstanceType tuple) =>
        tuple.GenericArguments.Count == MostElements && tuple.GenericArguments[MostElements - 1] is GenericInstanceType rest
            && rest.ElementType.FullName.StartsWith(Tuple, StringComparison.Ordinal)
            ? MostElements - 1 + Count(rest)
            : tuple.GenericArguments.Count;
}
