using MemoryProfiler.Graph;

namespace MemoryProfiler.Naming;

/// <summary>A type of a snapshot with its names.</summary>
sealed class NamedType
{
    NamedType(NodeType node, string name, string shortName, string? assembly, Type? type)
    {
        Node = node;
        Name = name;
        ShortName = shortName;
        Assembly = assembly;
        Type = type;
    }

    public NodeType Node { get; }

    /// <summary>With namespaces.</summary>
    public string Name { get; }

    /// <summary>Without them.</summary>
    public string ShortName { get; }

    /// <summary>Its assembly's simple name, if it is known.</summary>
    public string? Assembly { get; }

    /// <summary>The type itself, in the own process, unless the runtime gives it to nobody.</summary>
    public Type? Type { get; }

    /// <summary>Whether a reader can change its source. Of a type that is known by its name alone, the name's beginning says it.</summary>
    public bool IsUsers => Type is { } type ? Assemblies.IsUsers(type) : Assemblies.IsUsers(Assembly, Name);

    /// <summary>Whether it is an array in which the platform's shared pools keep what they lend.</summary>
    public bool IsPoolTable => Type?.GetElementType() is { Namespace: "System.Buffers" } element && element.Assembly == typeof(object).Assembly;

    /// <summary>A type of the own process.</summary>
    /// <param name="node">What the walk knows of it.</param>
    /// <param name="type">What <see cref="OfHandle"/> gave for it.</param>
    public static NamedType Own(NodeType node, Type? type) =>
        type is null ? Foreign(node) : new NamedType(node, TypeNames.Full(type), TypeNames.Short(type), type.Assembly.GetName().Name, type);

    /// <summary>A type of another process, or of a file: by what the runtime sent.</summary>
    public static NamedType Foreign(NodeType node)
    {
        var name = node.EventName is { Length: > 0 } sent ? sent : $"type 0x{node.Id:x}";
        return new NamedType(node, ForeignNames.Full(name), ForeignNames.Short(name), node.Assembly, type: null);
    }

    /// <summary>The type of the own process that has a handle; null if the runtime gives it to nobody.</summary>
    public static Type? OfHandle(ulong handle)
    {
        try
        {
            return Type.GetTypeFromHandle(RuntimeTypeHandle.FromIntPtr((nint)handle));
        }
        catch (NotSupportedException)
        {
            // From .NET 11 on a method that waits keeps its locals in an object whose type is the runtime's own.
            return null;
        }
    }
}
