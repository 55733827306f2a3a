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

    /// <summary>The type itself, in the own process.</summary>
    public Type? Type { get; }

    /// <summary>A type of the own process.</summary>
    public static NamedType Own(NodeType node)
    {
        var type = Type.GetTypeFromHandle(RuntimeTypeHandle.FromIntPtr((nint)node.Id))!;
        return new NamedType(node, TypeNames.Full(type), TypeNames.Short(type), type.Assembly.GetName().Name, type);
    }

    /// <summary>A type of another process: by what the runtime sent.</summary>
    public static NamedType Foreign(NodeType node)
    {
        var name = node.EventName ?? $"type 0x{node.Id:x}";
        return new NamedType(node, name, name[(name.LastIndexOf('.') + 1)..], assembly: null, type: null);
    }
}
