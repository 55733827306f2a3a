using System.Reflection.Metadata;
using System.Text;

namespace MemoryProfiler.Sites.Code;

/// <summary>
/// Nested types by their own names: what the runtime says of an object leaves out the type around its type. Where several have one
/// name it stays as it is. Not safe for several threads.
/// </summary>
sealed class NestedTypes
{
    const string NameEnds = "[],*&+";

    readonly Dictionary<string, string?> _full = new(StringComparer.Ordinal);

    /// <summary>Whether a name may be that of a nested type: part of it is without a namespace.</summary>
    public static bool MayBe(string name)
    {
        foreach (var part in name.Split(NameEnds.ToCharArray(), StringSplitOptions.RemoveEmptyEntries))
        {
            if (!part.Contains('.'))
                return true;
        }
        return false;
    }

    /// <summary>Adds those of an assembly.</summary>
    public void Add(MetadataReader metadata)
    {
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            if (type.GetDeclaringType().IsNil)
                continue;
            var name = metadata.GetString(type.Name);
            if (!name.StartsWith('<'))
                _full[name] = _full.ContainsKey(name) ? null : Full(metadata, type);
        }
    }

    /// <summary>A type's name with those that its parts are nested in.</summary>
    /// <param name="name">As the runtime has it.</param>
    public string Completed(string name)
    {
        var text = new StringBuilder();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            if (i < name.Length && !NameEnds.Contains(name[i]))
                continue;
            var part = name[start..i];
            var isBehindOuter = start > 0 && name[start - 1] == '+';
            text.Append(!isBehindOuter && _full.GetValueOrDefault(part) is { } full ? full : part);
            if (i < name.Length)
                text.Append(name[i]);
            start = i + 1;
        }
        return text.ToString();
    }

    static string Full(MetadataReader metadata, TypeDefinition type)
    {
        var name = metadata.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer)
            return $"{Full(metadata, metadata.GetTypeDefinition(outer))}+{name}";
        var space = metadata.GetString(type.Namespace);
        return space.Length == 0 ? name : $"{space}.{name}";
    }
}
