using MemoryProfiler.Graph;
using MemoryProfiler.Graph.Roots;

namespace MemoryProfiler.Dumps;

/// <summary>What the nodes that stand for roots are called in a .gcdump. The names are those of PerfView and dotnet-gcdump.</summary>
static class RootNames
{
    public const string All = "[.NET Roots]";
    public const string Statics = "[static vars]";
    public const string Others = "[other roots]";
    public const string Stack = "[local vars]";

    const string StaticStart = "[static var ";
    const string Finalizer = "[finalizer Handles]";
    const string Pinned = "[pinning Handles]";
    const string Strong = "[strong Handles]";
    const string Counted = "[COM/WinRT Objects]";
    const string Other = "[other Handles]";

    /// <summary>The node of a root.</summary>
    public static string Of(RootReference root) => root switch
    {
        { Kind: RootPlace.Stack } => Stack,
        { Kind: RootPlace.Finalizer } => Finalizer,
        { Flags: var flags } when (flags & RootFlags.RefCounted) != 0 => Counted,
        { Kind: RootPlace.Handle, Flags: var flags } => (flags & RootFlags.Pinning) != 0 ? Pinned : Strong,
        _ => Other,
    };

    /// <summary>The node of a static field.</summary>
    public static string OfStatic(string field) => $"{StaticStart}{field}]";

    /// <summary>The root that a node stands for.</summary>
    public static (RootPlace Place, RootFlags Flags) Meaning(string name) => name switch
    {
        Stack => (RootPlace.Stack, RootFlags.None),
        Finalizer => (RootPlace.Finalizer, RootFlags.None),
        Pinned => (RootPlace.Handle, RootFlags.Pinning),
        Strong => (RootPlace.Handle, RootFlags.None),
        Counted => (RootPlace.Handle, RootFlags.RefCounted),
        _ => (RootPlace.Other, RootFlags.None),
    };

    /// <summary>The static field that a node stands for; null if it stands for something else. Files of others have the object's type before it.</summary>
    public static string? Field(string name, string typeOfObject)
    {
        if (!name.StartsWith(StaticStart, StringComparison.Ordinal) || !name.EndsWith(']'))
            return null;
        var field = name[StaticStart.Length..^1];
        return field.StartsWith(typeOfObject + ".", StringComparison.Ordinal) ? field[(typeOfObject.Length + 1)..] : field;
    }
}
