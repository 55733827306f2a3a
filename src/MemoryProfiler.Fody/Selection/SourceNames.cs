using Mono.Cecil;

namespace MemoryProfiler.Weaving.Selection;

/// <summary>Names of methods and types as their source has them.</summary>
static class SourceNames
{
    /// <summary>The compiler's name for the method of top-level statements.</summary>
    public const string TopLevelMain = "<Main>$";

    const string StaticPrefix = "static ";

    static readonly Dictionary<string, string> _keywords = new()
    {
        ["System.Boolean"] = "bool", ["System.Byte"] = "byte", ["System.SByte"] = "sbyte", ["System.Char"] = "char",
        ["System.Decimal"] = "decimal", ["System.Double"] = "double", ["System.Single"] = "float", ["System.Int32"] = "int",
        ["System.UInt32"] = "uint", ["System.Int64"] = "long", ["System.UInt64"] = "ulong", ["System.Int16"] = "short",
        ["System.UInt16"] = "ushort", ["System.Object"] = "object", ["System.String"] = "string", ["System.Void"] = "void",
        ["System.IntPtr"] = "nint", ["System.UIntPtr"] = "nuint",
    };

    /// <summary>Type and method with parameters, such as <c>Cache&lt;T&gt;.Get(string key)</c>.</summary>
    public static string Method(MethodDefinition method)
    {
        var type = WrittenType(method.DeclaringType);
        var name = TypeName(type, type.GenericParameters);
        if (method.Name == TopLevelMain)
            return $"{name} (top-level statements)";
        if (method.SemanticsAttributes.HasFlag(MethodSemanticsAttributes.Getter))
            return $"{name}.{Property(method, 0)}.get";
        if (method.SemanticsAttributes.HasFlag(MethodSemanticsAttributes.Setter))
            return $"{name}.{Property(method, 1)}.{(IsInit(method) ? "init" : "set")}";
        if (method.SemanticsAttributes.HasFlag(MethodSemanticsAttributes.AddOn))
            return $"{name}.{Simple(method)}.add";
        if (method.SemanticsAttributes.HasFlag(MethodSemanticsAttributes.RemoveOn))
            return $"{name}.{Simple(method)}.remove";
        if (IsFinalizer(method))
            return $"{name}.~{Bare(type.Name)}()";
        var generics = method.HasGenericParameters ? $"<{string.Join(", ", method.GenericParameters.Select(p => p.Name))}>" : "";
        var prefix = method is { IsConstructor: true, IsStatic: true } ? StaticPrefix : "";
        return $"{prefix}{name}.{Display(method)}{generics}({Parameters(method, 0)})";
    }

    /// <summary>The same with the namespace.</summary>
    /// <param name="method">The method.</param>
    /// <param name="name">What <see cref="Method"/> says of it.</param>
    public static string FullMethod(MethodDefinition method, string name)
    {
        var space = Outermost(method.DeclaringType).Namespace;
        if (space.Length == 0)
            return name;
        return name.StartsWith(StaticPrefix, StringComparison.Ordinal)
            ? $"{StaticPrefix}{space}.{name.Substring(StaticPrefix.Length)}"
            : $"{space}.{name}";
    }

    /// <summary>
    /// Namespace, types and member as a pattern is matched with it: dots only, no arity, no parameters. Accessors have
    /// the name of their property, constructors that of their type.
    /// </summary>
    public static string Plain(MethodDefinition method)
    {
        var parts = new List<string> { method.Name == TopLevelMain ? "Main" : Simple(method) };
        for (var type = method.DeclaringType; type is not null; type = type.DeclaringType)
            parts.Insert(0, Bare(type.Name));
        var space = Outermost(method.DeclaringType).Namespace;
        if (space.Length > 0)
            parts.Insert(0, space);
        return string.Join(".", parts);
    }

    /// <summary>The identifier that stands in the source where the method is declared.</summary>
    public static string Simple(MethodDefinition method)
    {
        if (method.IsConstructor || IsFinalizer(method))
            return Bare(method.DeclaringType.Name);
        var name = LocalFunction(method.Name) ?? method.Name;
        name = name.Substring(name.LastIndexOf('.') + 1);
        return method.SemanticsAttributes == MethodSemanticsAttributes.None ? name : name.Substring(name.IndexOf('_') + 1);
    }

    /// <summary>Whether the method is a destructor.</summary>
    public static bool IsFinalizer(MethodDefinition method) =>
        method is { Name: "Finalize", IsVirtual: true, HasParameters: false };

    /// <summary>Whether a setter may only run during initialization: its return type carries a modifier.</summary>
    public static bool IsInit(MethodDefinition method) => method.ReturnType is RequiredModifierType;

    /// <summary>A type's name without the number of its type parameters.</summary>
    public static string Bare(string name)
    {
        var tick = name.IndexOf('`');
        return tick < 0 ? name : name.Substring(0, tick);
    }

    static string Display(MethodDefinition method)
    {
        // Conversions have one name for all types they convert to.
        if (method.IsSpecialName && method.Name is ("op_Implicit" or "op_Explicit" or "op_CheckedExplicit"))
        {
            var (kind, isChecked) = method.Name == "op_Implicit" ? ("implicit", "") : ("explicit", method.Name == "op_Explicit" ? "" : "checked ");
            return $"{kind} operator {isChecked}{Type(method.ReturnType)}";
        }
        if (method.Name.StartsWith("op_", StringComparison.Ordinal) && method.IsSpecialName)
            return "operator " + method.Name.Substring(3);
        if (LocalFunction(method.Name) is { } local)
            return $"{method.Name.Substring(1, method.Name.IndexOf('>') - 1)}.{local}";
        if (method.Name.StartsWith("<", StringComparison.Ordinal) && method.Name.Contains(">b__"))
            return method.Name.Substring(1, method.Name.IndexOf('>') - 1) + ".lambda";
        return Simple(method);
    }

    static string Property(MethodDefinition method, int valueParameters)
    {
        var name = Simple(method);
        return method.Parameters.Count > valueParameters ? $"this[{Parameters(method, valueParameters)}]" : name;
    }

    // A local function is compiled as <Outer>g__Name|0_0.
    static string? LocalFunction(string name)
    {
        var start = name.IndexOf(">g__", StringComparison.Ordinal);
        var end = name.IndexOf('|');
        return start > 0 && end > start ? name.Substring(start + 4, end - start - 4) : null;
    }

    static string Parameters(MethodDefinition method, int leaveOut) =>
        string.Join(", ", method.Parameters.Take(method.Parameters.Count - leaveOut).Select(Parameter));

    static string Parameter(ParameterDefinition parameter)
    {
        var prefix = parameter.ParameterType switch
        {
            ByReferenceType when parameter.IsOut => "out ",
            ByReferenceType when parameter.IsIn => "in ",
            RequiredModifierType => "in ",
            ByReferenceType => "ref ",
            _ => "",
        };
        return $"{prefix}{Type(parameter.ParameterType)} {parameter.Name}".TrimEnd();
    }

    static string Type(TypeReference type) => type switch
    {
        IModifierType modified => Type(modified.ElementType),
        ByReferenceType reference => Type(reference.ElementType),
        PointerType pointer => Type(pointer.ElementType) + "*",
        ArrayType array => $"{Type(array.ElementType)}[{new string(',', array.Rank - 1)}]",
        GenericInstanceType { ElementType.FullName: "System.Nullable`1" } nullable => Type(nullable.GenericArguments[0]) + "?",
        GenericInstanceType generic => TypeName(generic.ElementType, generic.GenericArguments),
        GenericParameter parameter => parameter.Name,
        FunctionPointerType => "delegate*",
        _ => _keywords.TryGetValue(type.FullName, out var keyword) ? keyword : TypeName(type, []),
    };

    static string TypeName(TypeReference type, IEnumerable<TypeReference> arguments)
    {
        var names = arguments.Select(Type).ToList();
        var parts = new List<string>();
        for (var current = type; current is not null; current = current.DeclaringType)
        {
            var arity = Arity(current.Name);
            // A nested type repeats its outer types' parameters first; what is left at the end is its own.
            var own = names.Skip(Math.Max(0, names.Count - arity)).ToList();
            names.RemoveRange(names.Count - own.Count, own.Count);
            parts.Insert(0, own.Count == 0 ? Bare(current.Name) : $"{Bare(current.Name)}<{string.Join(", ", own)}>");
        }
        return string.Join(".", parts);
    }

    static int Arity(string name)
    {
        var tick = name.IndexOf('`');
        return tick >= 0 && int.TryParse(name.Substring(tick + 1), out var arity) ? arity : 0;
    }

    // Closures live in types that nobody wrote; their methods belong to the type around them.
    static TypeDefinition WrittenType(TypeDefinition type)
    {
        while (type.DeclaringType is not null && type.Name.IndexOf('<') >= 0)
            type = type.DeclaringType;
        return type;
    }

    static TypeDefinition Outermost(TypeDefinition type)
    {
        while (type.DeclaringType is not null)
            type = type.DeclaringType;
        return type;
    }
}
