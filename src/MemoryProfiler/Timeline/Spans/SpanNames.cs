using System.Collections.Concurrent;
using MemoryProfiler.Methods;
using MemoryProfiler.Reports;

namespace MemoryProfiler.Timeline.Spans;

/// <summary>The names that methods and scopes have as spans. Safe from any thread.</summary>
static class SpanNames
{
    static readonly ConcurrentDictionary<int, string> _all = [];

    /// <summary>The method with its type and without parameters, or the scope's name.</summary>
    public static string Of(in ClosedSpan span) => span.Name ?? _all.GetOrAdd(span.Method, Make);

    static string Make(int method) =>
        NamedScopes.WithId(method)?.Name
        ?? (MethodDirectory.Find(method) is { } mapped ? MethodNames.WithoutParameters(mapped.Name) : FormattableString.Invariant($"method {method}"));
}
