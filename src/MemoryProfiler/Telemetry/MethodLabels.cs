using System.Collections.Concurrent;
using MemoryProfiler.Collecting;
using MemoryProfiler.Methods;

namespace MemoryProfiler.Telemetry;

/// <summary>The labels of methods and scopes by their numbers. Safe from any thread.</summary>
static class MethodLabels
{
    static readonly ConcurrentDictionary<int, MethodLabel?> _all = [];

    /// <summary>The label of a method or scope; null if its map cannot be read.</summary>
    public static MethodLabel? Find(int method)
    {
        if (!_all.TryGetValue(method, out var label))
            _all[method] = label = Make(method);
        return label;
    }

    static MethodLabel? Make(int method)
    {
        if (NamedScopes.WithId(method) is { } scope)
            return new MethodLabel(scope.Name, scope.Name, ScopeLocation.Of(scope), scope.Line, isScope: true);
        return MethodDirectory.Find(method) is { } mapped
            ? new MethodLabel(mapped.Name, mapped.FullName, mapped.File, mapped.FirstLine, isScope: false)
            : null;
    }
}
