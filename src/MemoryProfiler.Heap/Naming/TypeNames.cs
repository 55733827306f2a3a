using System.Text;

namespace MemoryProfiler.Naming;

/// <summary>What types are called in C#.</summary>
static class TypeNames
{
    static readonly Dictionary<Type, string> _keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    static readonly Dictionary<string, string> _keywordsByName = _keywords.ToDictionary(pair => pair.Key.FullName!, pair => pair.Value);

    /// <summary>C#'s own word for a type; null if it has none.</summary>
    public static string? Keyword(string fullName) => _keywordsByName.GetValueOrDefault(fullName);

    /// <summary>With namespaces: <c>System.Collections.Generic.List&lt;Shop.Order&gt;</c>.</summary>
    public static string Full(Type type) => Append(new StringBuilder(), type, isFull: true).ToString();

    /// <summary>Without namespaces, and keywords for what C# has some for: <c>List&lt;Order&gt;</c>, <c>int[]</c>.</summary>
    public static string Short(Type type) => Append(new StringBuilder(), type, isFull: false).ToString();

    static StringBuilder Append(StringBuilder text, Type type, bool isFull)
    {
        if (type.IsArray)
            return AppendArray(text, type, isFull);
        if (type.IsPointer || type.IsByRef)
            return Append(text, type.GetElementType()!, isFull).Append(type.IsPointer ? '*' : '&');
        if (!isFull && _keywords.TryGetValue(type, out var keyword))
            return text.Append(keyword);
        if (type.IsGenericParameter || type.IsFunctionPointer)
            return text.Append(type.IsGenericParameter ? type.Name : "delegate*");
        if (isFull && type.DeclaringType is null && !string.IsNullOrEmpty(type.Namespace))
            text.Append(type.Namespace).Append('.');
        return AppendNested(text, type, type.GetGenericArguments(), isFull).Text;
    }

    // The ranks of an array of arrays stand in the order in which they are indexed.
    static StringBuilder AppendArray(StringBuilder text, Type type, bool isFull)
    {
        var ranks = new StringBuilder();
        for (; type.IsArray; type = type.GetElementType()!)
            ranks.Append('[').Append(',', type.GetArrayRank() - 1).Append(']');
        return Append(text, type, isFull).Append(ranks);
    }

    // A nested type has its outer types' arguments before its own.
    static (StringBuilder Text, int Used) AppendNested(StringBuilder text, Type type, Type[] arguments, bool isFull)
    {
        var used = 0;
        if (type.DeclaringType is { } outer && !type.IsGenericParameter)
        {
            if (isFull && outer.DeclaringType is null && !string.IsNullOrEmpty(outer.Namespace))
                text.Append(outer.Namespace).Append('.');
            used = AppendNested(text, outer, arguments, isFull).Used;
            text.Append('.');
        }
        var name = type.Name;
        var tick = name.LastIndexOf('`');
        if (tick < 0 || !int.TryParse(name.AsSpan(tick + 1), out var own))
            return (text.Append(name), used);
        text.Append(name, 0, tick).Append('<');
        for (var i = 0; i < own && used + i < arguments.Length; i++)
            Append(i > 0 ? text.Append(", ") : text, arguments[used + i], isFull);
        return (text.Append('>'), used + own);
    }
}
