using System.Reflection;

namespace MemoryProfiler.Probes.Machines;

/// <summary>Where a type of builders keeps the box of a type of state machines, once it was found. The next look need not search.</summary>
static class KnownBox<TBuilder, TMachine>
{
    static FieldInfo[]? _path;
    static Type? _type;

    /// <summary>The box that a builder holds; null if none is found.</summary>
    public static object? In(ref TBuilder builder)
    {
        object? copy = builder;
        var path = Volatile.Read(ref _path);
        if (path != null && Follow(copy, path) is { } known && known.GetType() == _type)
            return known;
        var found = MachineSearch.Find(copy, typeof(TMachine), out path);
        if (found != null && path != null)
        {
            _type = found.GetType();
            Volatile.Write(ref _path, path);
        }
        return found;
    }

    static object? Follow(object? at, FieldInfo[] path)
    {
        foreach (var field in path)
        {
            if (!field.DeclaringType!.IsInstanceOfType(at))
                return null;
            at = field.GetValue(at);
        }
        return at;
    }
}
