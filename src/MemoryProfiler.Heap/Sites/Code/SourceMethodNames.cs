using System.Reflection;
using System.Reflection.Metadata;
using MemoryProfiler.Naming;
using MemoryProfiler.Reports;

namespace MemoryProfiler.Sites.Code;

/// <summary>Names of methods as their source has them, from an assembly's metadata.</summary>
sealed class SourceMethodNames(MetadataReader metadata)
{
    const string TopLevelMain = "<Main>$";
    const string Constructor = ".ctor";
    const string StaticConstructor = ".cctor";

    /// <summary>A method with its namespace, its type and the types of its parameters.</summary>
    public string Of(MethodDefinitionHandle handle)
    {
        var method = metadata.GetMethodDefinition(handle);
        var name = metadata.GetString(method.Name);
        var type = Written(method.GetDeclaringType());
        var space = Namespace(type);
        if (name == TopLevelMain)
            return $"{space}{TypeName(type)} (top-level statements)";
        var typeParameters = Names(metadata.GetTypeDefinition(method.GetDeclaringType()).GetGenericParameters());
        var methodParameters = Names(method.GetGenericParameters());
        var signature = method.DecodeSignature(new TypeTexts(typeParameters, methodParameters), null);
        var parameters = Parameters(method, signature);
        if (Part(name) is { } part)
        {
            var outer = part.Outer == TopLevelMain ? "" : $"{TypeName(type)}.{Outer(type, part.Outer)}.";
            return $"{space}{outer}{part.Local ?? "lambda"}{Generics(methodParameters)}({parameters})";
        }
        if (name == StaticConstructor)
            return $"static {space}{TypeName(type)}.{SimpleName(type)}()";
        var isSpecial = method.Attributes.HasFlag(MethodAttributes.SpecialName);
        if (isSpecial && Accessor(name, signature, parameters) is { } accessor)
            return $"{space}{TypeName(type)}.{accessor}";
        var simple = (isSpecial ? OperatorTexts.Of(name, () => signature.ReturnType) : null) ?? Simple(type, name);
        return $"{space}{TypeName(type)}.{simple}{Generics(methodParameters)}({parameters})";
    }

    /// <summary>The method that a compiler made a type's MoveNext of, by the names of both; itself if it is no such method.</summary>
    public MethodDefinitionHandle Kickoff(MethodDefinitionHandle handle)
    {
        var method = metadata.GetMethodDefinition(handle);
        var machine = metadata.GetTypeDefinition(method.GetDeclaringType());
        var typeName = metadata.GetString(machine.Name);
        if (metadata.GetString(method.Name) != "MoveNext" || !typeName.StartsWith('<') || machine.GetDeclaringType().IsNil || Close(typeName) is not (> 0 and var close) || close + 1 >= typeName.Length || typeName[close + 1] != 'd')
            return handle;
        var written = typeName[1..close];
        var found = metadata.GetTypeDefinition(machine.GetDeclaringType()).GetMethods().Where(other => metadata.GetString(metadata.GetMethodDefinition(other).Name) == written).ToArray();
        return found.Length > 0 ? found[0] : handle;
    }

    /// <summary>What is left of a name that the runtime alone knows.</summary>
    public static string Unknown(string type, string name) => type.Length == 0 ? name : $"{ForeignNames.Full(type)}.{name}";

    string Parameters(in MethodDefinition method, MethodSignature<string> signature)
    {
        var written = new List<string>();
        var outs = method.GetParameters().Select(metadata.GetParameter).Where(parameter => parameter.Attributes.HasFlag(ParameterAttributes.Out)).Select(parameter => parameter.SequenceNumber - 1).ToHashSet();
        for (var i = 0; i < signature.ParameterTypes.Length; i++)
        {
            var text = signature.ParameterTypes[i];
            // The compiler passes what local functions capture.
            if (text.Contains("<>c__DisplayClass", StringComparison.Ordinal))
                continue;
            written.Add(outs.Contains(i) && text.StartsWith("ref ", StringComparison.Ordinal) ? "out " + text[4..] : text);
        }
        return string.Join(", ", written);
    }

    static string? Accessor(string name, MethodSignature<string> signature, string parameters)
    {
        var dot = name.LastIndexOf('.') + 1;
        var end = name.IndexOf('_', dot);
        if (end < 0 || name[dot..end] is not ("get" or "set" or "add" or "remove" or "raise"))
            return null;
        var kind = name[dot..end] == "set" && signature.ReturnType == TypeTexts.Init ? "init" : name[dot..end];
        var property = name[(end + 1)..];
        var indexes = kind is "get" ? parameters : kind is "set" or "init" ? parameters[..Math.Max(parameters.LastIndexOf(", ", StringComparison.Ordinal), 0)] : "";
        return $"{Interface(name[..dot])}{(indexes.Length > 0 ? $"{(property == "Item" ? "this" : property)}[{indexes}]" : property)}.{kind}";
    }

    string Simple(TypeDefinitionHandle type, string name) => name switch
    {
        Constructor => SimpleName(type),
        "Finalize" => "~" + SimpleName(type),
        _ when name.LastIndexOf('.') is var dot and > 0 => Interface(name[..(dot + 1)]) + name[(dot + 1)..],
        _ => name,
    };

    // Whoever implements a member explicitly has its interface in the name.
    static string Interface(string prefix) => prefix.Length < 2 ? "" : ForeignNames.Short(prefix[..^1]) + ".";

    string Outer(TypeDefinitionHandle type, string name)
    {
        if (name is Constructor or StaticConstructor)
            return SimpleName(type);
        return Accessor(name, default, "") is { } accessor ? accessor : Simple(type, name);
    }

    // Closures and state machines live in types that nobody wrote.
    TypeDefinitionHandle Written(TypeDefinitionHandle handle)
    {
        while (true)
        {
            var type = metadata.GetTypeDefinition(handle);
            if (type.GetDeclaringType().IsNil || !metadata.GetString(type.Name).StartsWith('<'))
                return handle;
            handle = type.GetDeclaringType();
        }
    }

    string TypeName(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        var bare = TypeTexts.Bare(WithoutFile(name));
        var parameters = Names(type.GetGenericParameters());
        var own = name.LastIndexOf('`') is var tick and > 0 && int.TryParse(name.AsSpan(tick + 1), out var arity) ? arity : 0;
        var text = own == 0 ? bare : $"{bare}<{string.Join(", ", parameters.TakeLast(own))}>";
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{TypeName(outer)}.{text}" : text;
    }

    string SimpleName(TypeDefinitionHandle type) => TypeTexts.Bare(WithoutFile(metadata.GetString(metadata.GetTypeDefinition(type).Name)));

    string Namespace(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        while (type.GetDeclaringType() is { IsNil: false } outer)
            type = metadata.GetTypeDefinition(outer);
        var space = metadata.GetString(type.Namespace);
        return space.Length == 0 ? "" : space + ".";
    }

    List<string> Names(GenericParameterHandleCollection parameters) => [.. parameters.Select(parameter => metadata.GetString(metadata.GetGenericParameter(parameter).Name))];

    static string Generics(List<string> parameters) => parameters.Count == 0 ? "" : $"<{string.Join(", ", parameters)}>";

    // <file>F<hash>__Name is a type that is local to a file.
    static string WithoutFile(string name) => name.StartsWith('<') && name.IndexOf(">F", StringComparison.Ordinal) > 0 && name.LastIndexOf("__", StringComparison.Ordinal) is var end and > 0 ? name[(end + 2)..] : name;

    // <Outer>b__0_0 is a lambda, <Outer>g__Name|0_0 a local function.
    static (string Outer, string? Local)? Part(string name)
    {
        if (!name.StartsWith('<') || Close(name) is not (> 0 and var close) || string.CompareOrdinal(name, close + 2, "__", 0, 2) != 0)
            return null;
        var outer = name[1..close];
        var bar = name.IndexOf('|', close);
        return name[close + 1] switch
        {
            'b' => (outer, null),
            'g' when bar > close + 4 => (outer, name[(close + 4)..bar]),
            _ => null,
        };
    }

    // The outer name may have brackets of its own.
    static int Close(string name)
    {
        var depth = 0;
        for (var i = 0; i < name.Length - 1; i++)
        {
            if (name[i] == '<')
                depth++;
            else if (name[i] == '>' && --depth == 0)
                return i;
        }
        return -1;
    }
}
