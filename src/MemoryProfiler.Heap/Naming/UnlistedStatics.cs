using System.Reflection;
using System.Reflection.Metadata;

namespace MemoryProfiler.Naming;

/// <summary>
/// Static fields that the runtime does not list: those of generic classes and those of each thread. Only what they refer
/// to is known. So a field is named if it alone can refer to it, and the words say that the type was all there was.
/// </summary>
sealed class UnlistedStatics
{
    const BindingFlags Own = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    readonly Lazy<(FieldInfo Field, bool IsOfThread)[]> _fields = new(Find);
    readonly Dictionary<(Type, bool), string?> _known = [];

    /// <summary>The field that refers to objects of a type; null if none can, or several.</summary>
    /// <param name="value">The type.</param>
    /// <param name="isOfThread">Whether each thread has one.</param>
    public string? Holding(Type value, bool isOfThread)
    {
        if (_known.TryGetValue((value, isOfThread), out var known))
            return known;
        var fields = _fields.Value
            .Where(found => found.IsOfThread == isOfThread)
            .Select(found => (found.Field, Owner: Owner(found.Field, value)))
            .Where(found => found.Owner is not null)
            .ToArray();
        // What is declared as just this type rather than as something wider.
        var exact = fields.Where(found => found.Field.FieldType == value || found.Field.FieldType.ContainsGenericParameters).ToArray();
        var named = (exact.Length > 0 ? exact : fields).Select(found => MemberWords.Static(found.Owner!, found.Field.Name)).Distinct().Take(2).ToArray();
        var name = named.Length == 1 ? named[0].Replace("(static)", isOfThread ? "(static, one for each thread, by its type)" : "(static, by its type)", StringComparison.Ordinal) : null;
        _known.Add((value, isOfThread), name);
        return name;
    }

    // The class that the field is of if it refers to such an object; null if it cannot.
    static Type? Owner(FieldInfo field, Type value)
    {
        var declaring = field.DeclaringType!;
        if (!declaring.IsGenericTypeDefinition)
            return (field.FieldType.IsValueType ? field.FieldType == value : field.FieldType.IsAssignableFrom(value)) ? declaring : null;
        var arguments = new Type?[declaring.GetGenericArguments().Length];
        if (!Unify(field.FieldType, value, arguments))
            return null;
        try
        {
            return arguments.Contains(null) ? declaring : declaring.MakeGenericType(arguments!);
        }
        catch (ArgumentException)
        {
            // The value does not keep the constraints.
            return null;
        }
    }

    static bool Unify(Type pattern, Type value, Type?[] arguments)
    {
        if (pattern.IsGenericParameter)
        {
            ref var argument = ref arguments[pattern.GenericParameterPosition];
            argument ??= value;
            return argument == value;
        }
        if (pattern.IsArray)
            return value.IsArray && pattern.GetArrayRank() == value.GetArrayRank() && Unify(pattern.GetElementType()!, value.GetElementType()!, arguments);
        if (!pattern.ContainsGenericParameters)
            return pattern.IsAssignableFrom(value);
        return Bases(value)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == pattern.GetGenericTypeDefinition())
            .Any(type => pattern.GetGenericArguments().Zip(type.GetGenericArguments()).All(pair => Unify(pair.First, pair.Second, arguments)));
    }

    static IEnumerable<Type> Bases(Type type)
    {
        foreach (var found in type.GetInterfaces())
            yield return found;
        for (var at = type; at is not null; at = at.BaseType)
            yield return at;
    }

    static (FieldInfo, bool)[] Find() => [.. AppDomain.CurrentDomain.GetAssemblies().SelectMany(In)];

    // Of the platform only those of each thread: its generic classes are many, and hold what is the platform's own.
    static unsafe List<(FieldInfo, bool)> In(Assembly assembly)
    {
        var found = new List<(FieldInfo, bool)>();
        if (!assembly.TryGetRawMetadata(out var blob, out var length))
            return found;
        var isUsers = Assemblies.IsUsers(assembly);
        var reader = new MetadataReader(blob, length);
        foreach (var handle in reader.FieldDefinitions)
        {
            var field = reader.GetFieldDefinition(handle);
            if ((field.Attributes & (FieldAttributes.Static | FieldAttributes.Literal)) != FieldAttributes.Static)
                continue;
            var isOfThread = IsOfThread(reader, field);
            var isOfGeneric = reader.GetTypeDefinition(field.GetDeclaringType()).GetGenericParameters().Count > 0;
            if ((isOfThread || (isOfGeneric && isUsers)) && StaticFieldNames.Resolve(assembly, field.GetDeclaringType())?.GetField(reader.GetString(field.Name), Own) is { } info)
                found.Add((info, isOfThread));
        }
        return found;
    }

    static bool IsOfThread(MetadataReader reader, FieldDefinition field)
    {
        foreach (var handle in field.GetCustomAttributes())
        {
            var constructor = reader.GetCustomAttribute(handle).Constructor;
            var type = constructor.Kind == HandleKind.MethodDefinition
                ? reader.GetTypeDefinition(reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()).Name
                : reader.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } parent ? reader.GetTypeReference((TypeReferenceHandle)parent).Name : default;
            if (!type.IsNil && reader.StringComparer.Equals(type, nameof(ThreadStaticAttribute)))
                return true;
        }
        return false;
    }
}
