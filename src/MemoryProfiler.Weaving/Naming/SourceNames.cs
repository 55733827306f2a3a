using System.Globalization;
using Mono.Cecil;

namespace MemoryProfiler.Weaving.Naming;

/// <summary>Names of methods as their source has them.</summary>
static class SourceNames
{
    /// <summary>The compiler's name for the method of top-level statements.</summary>
    public const string TopLevelMain = "<Main>$";

    const string StaticPrefix = "static ";
    const string TopLevelBindings = " (top-level bindings)";
    const string Indexer = "Item";
    const string FileMark = ">F";
    const int FileHashLength = 64;

    /// <summary>Type and method with parameters, such as <c>Cache&lt;T&gt;.Get(string key)</c>.</summary>
    public static string Method(MethodDefinition method)
    {
        var type = WrittenType(method.DeclaringType);
        var name = TypeText.Name(type, type.GenericParameters.Select(p => p.Name));
        if (method.Name == TopLevelMain)
            return $"{name} (top-level statements)";
        if (FSharpNames.ModuleOf(method) is { } module)
            return $"{module.Substring(module.LastIndexOf('.') + 1)}{TopLevelBindings}";
        if (GeneratedName.Of(method.Name) is { } part)
        {
            var outer = part.Outer == TopLevelMain ? "" : $"{name}.{Outer(type, part.Outer)}.";
            return $"{outer}{part.Local ?? "lambda"}{Generics(method, OuterArity(type, part.Outer))}({ParameterTexts.List(method, 0, 0)})";
        }
        if (ExtensionBlocks.Member(method) is { } extension)
        {
            var block = extension.TypeParameters.Count == 0 ? "" : $"<{string.Join(", ", extension.TypeParameters)}>";
            name = $"{name}.extension{block}({ParameterTexts.Of(extension.Receiver)})";
            return IsAccessor(extension.Declaration)
                ? $"{name}.{Member(extension.Declaration)}"
                : $"{name}.{Member(extension.Declaration)}{Generics(method, extension.TypeParameters.Count)}({ParameterTexts.List(method, extension.ReceiverParameters, 0)})";
        }
        if (IsAccessor(method))
            return $"{name}.{Member(method)}";
        var prefix = method is { IsConstructor: true, IsStatic: true } ? StaticPrefix : "";
        return $"{prefix}{name}.{Member(method)}{Generics(method, 0)}({ParameterTexts.List(method, 0, 0)})";
    }

    /// <summary>The same with the namespace.</summary>
    /// <param name="method">The method.</param>
    /// <param name="name">What <see cref="Method"/> says of it.</param>
    public static string FullMethod(MethodDefinition method, string name)
    {
        if (FSharpNames.ModuleOf(method) is { } module)
            return module + TopLevelBindings;
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
        if (FSharpNames.ModuleOf(method) is { } module)
            return $"{module}.{module.Substring(module.LastIndexOf('.') + 1)}";
        var parts = new List<string> { method.Name == TopLevelMain ? "Main" : Simple(method) };
        for (var type = method.DeclaringType; type is not null; type = type.DeclaringType)
            parts.Insert(0, Bare(type.Name));
        var space = Outermost(method.DeclaringType).Namespace;
        if (space.Length > 0)
            parts.Insert(0, space);
        return string.Join(".", parts);
    }

    /// <summary>What <see cref="Plain"/> and the name in the source both begin with; cheap to find, and possibly nothing.</summary>
    public static string Beginning(TypeDefinition type)
    {
        var outermost = Outermost(type);
        var name = Bare(outermost.Name);
        // Names that compilers have changed are others in the source.
        if (outermost.Namespace.StartsWith("<", StringComparison.Ordinal) || name.StartsWith("<", StringComparison.Ordinal) || name.EndsWith("Module", StringComparison.Ordinal))
            return "";
        return outermost.Namespace.Length == 0 ? name : $"{outermost.Namespace}.{name}";
    }

    /// <summary>The identifier that stands in the source where the method is declared.</summary>
    public static string Simple(MethodDefinition method)
    {
        if (method.IsConstructor || IsFinalizer(method))
            return Bare(method.DeclaringType.Name);
        var name = GeneratedName.Of(method.Name)?.Local ?? method.Name;
        // A dot of any other name is its own: F# allows it.
        if (method.HasOverrides)
            name = name.Substring(name.LastIndexOf('.') + 1);
        return IsAccessor(ExtensionBlocks.Member(method)?.Declaration ?? method) ? name.Substring(name.IndexOf('_') + 1) : name;
    }

    /// <summary>Whether the method belongs to a property or an event.</summary>
    public static bool IsAccessor(MethodDefinition method) =>
        method.SemanticsAttributes is not (MethodSemanticsAttributes.None or MethodSemanticsAttributes.Other);

    /// <summary>Whether the method is a destructor.</summary>
    public static bool IsFinalizer(MethodDefinition method) =>
        method is { Name: "Finalize", IsVirtual: true, HasParameters: false };

    /// <summary>Whether a setter may only run during initialization: its return type carries a modifier.</summary>
    public static bool IsInit(MethodDefinition method) => method.ReturnType is RequiredModifierType;

    /// <summary>A type's name without the number of its type parameters and without the file that it is local to.</summary>
    public static string Bare(string name)
    {
        name = WithoutFile(name);
        var tick = Tick(name);
        return tick < 0 ? name : name.Substring(0, tick);
    }

    /// <summary>How many type parameters of its own a type's name says it has.</summary>
    public static int Arity(string name)
    {
        var tick = Tick(name);
        return tick < 0 ? 0 : int.Parse(name.Substring(tick + 1), CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The compiled name of a file-local type: the file's name in brackets, <c>F</c>, the hash of its path, two
    /// underscores and its own name.
    /// </summary>
    public static string WithoutFile(string name)
    {
        if (name.Length == 0 || name[0] != '<')
            return name;
        var hash = name.IndexOf(FileMark, StringComparison.Ordinal) + FileMark.Length;
        var end = hash + FileHashLength;
        return hash >= FileMark.Length && end < name.Length && string.CompareOrdinal(name, end, "__", 0, 2) == 0 ? name.Substring(end + 2) : name;
    }

    // The number of type parameters is last; F# allows the sign in names too.
    static int Tick(string name)
    {
        var end = name.Length;
        while (end > 0 && name[end - 1] is >= '0' and <= '9')
            end--;
        return end > 1 && end < name.Length && name[end - 1] == '`' ? end - 1 : -1;
    }

    /// <summary>What stands behind the type: a property and its accessor, an operator, an interface and its member.</summary>
    static string Member(MethodDefinition method)
    {
        if (IsFinalizer(method))
            return $"~{Simple(method)}";
        // Whoever implements a member explicitly has its interface in the name.
        var implemented = method.Name.IndexOf('.') > 0 && method.HasOverrides ? method.Overrides[0].DeclaringType : null;
        var interfaceName = implemented is null ? "" : Inside(method.DeclaringType, TypeText.Of(implemented)) + ".";
        if (!IsAccessor(method))
            return interfaceName + (OperatorNames.Of(method, () => ParameterTexts.Returned(method)) ?? FSharpNames.Parenthesized(method) ?? FSharpNames.Quoted(Simple(method)));
        var values = method.IsSetter ? 1 : 0;
        var isIndexer = (method.IsGetter || method.IsSetter) && method.Parameters.Count > values;
        var name = FSharpNames.Quoted(Simple(method));
        if (isIndexer)
            name = $"{(name == Indexer || IsDefaultMember(method, name) ? "this" : name)}[{ParameterTexts.List(method, 0, values)}]";
        return $"{interfaceName}{name}.{Kind(method)}";
    }

    static string Kind(MethodDefinition accessor) => accessor switch
    {
        { IsGetter: true } => "get",
        { IsSetter: true } => IsInit(accessor) ? "init" : "set",
        { IsAddOn: true } => "add",
        { IsFire: true } => "raise",
        _ => "remove",
    };

    /// <summary>A type's text without the types that stand around both.</summary>
    static string Inside(TypeDefinition type, string text)
    {
        for (var outer = type.DeclaringType; outer is not null; outer = outer.DeclaringType)
        {
            var prefix = TypeText.Name(outer, outer.GenericParameters.Select(p => p.Name)) + ".";
            if (text.StartsWith(prefix, StringComparison.Ordinal))
                return text.Substring(prefix.Length);
        }
        return text;
    }

    static bool IsDefaultMember(MethodDefinition method, string name) =>
        method.DeclaringType.CustomAttributes.Any(attribute =>
            attribute.AttributeType.FullName == "System.Reflection.DefaultMemberAttribute" && name.Equals(attribute.ConstructorArguments[0].Value));

    /// <summary>What the method around a lambda or local function is called; where overloads differ, its bare name.</summary>
    static string Outer(TypeDefinition type, string name)
    {
        var known = type.Methods.Where(method => method.Name == name).ToList();
        var texts = known.Select(method => Member(ExtensionBlocks.Member(method)?.Declaration ?? method)).Distinct().ToList();
        return texts.Count switch
        {
            0 => name,
            1 => texts[0],
            _ => Simple(known[0]),
        };
    }

    // A local function has the type parameters of the methods around it too.
    static int OuterArity(TypeDefinition type, string name)
    {
        var arities = type.Methods.Where(method => method.Name == name).Select(method => method.GenericParameters.Count).Distinct().ToList();
        return arities.Count == 1 ? arities[0] : 0;
    }

    static string Generics(MethodDefinition method, int leaveOut)
    {
        var own = method.GenericParameters.Skip(leaveOut).Select(parameter => parameter.Name).ToList();
        return own.Count == 0 ? "" : $"<{string.Join(", ", own)}>";
    }

    // Closures live in types that nobody wrote; their methods belong to the type around them.
    static TypeDefinition WrittenType(TypeDefinition type)
    {
        while (type.DeclaringType is not null && CompilerGenerated.IsItself(type))
            type = type.DeclaringType;
        return type;
    }

    /// <summary>The type around a type that is in no other.</summary>
    public static TypeDefinition Outermost(TypeDefinition type)
    {
        while (type.DeclaringType is not null)
            type = type.DeclaringType;
        return type;
    }
}
