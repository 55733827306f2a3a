using MemoryProfiler.Diagnostics;
using MemoryProfiler.Settings;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Timeline.Spans;

/// <summary>Passes the calls and named spans of this process on to recordings. While there are none, calls are not watched. Safe from any thread.</summary>
static class SpanFeed
{
    static readonly SpanObserver _observer = new();
    static readonly object _gate = new();
    static SpanSink[] _sinks = [];

    /// <summary>Whether anybody takes spans.</summary>
    public static bool IsWanted => Volatile.Read(ref _sinks).Length > 0;

    /// <summary>Passes spans that end from now on to a sink, those of calls only if they begin from now on.</summary>
    public static void Add(SpanSink sink)
    {
        if (!ProfilerSwitch.IsOn)
            return;
        lock (_gate)
        {
            Volatile.Write(ref _sinks, [.. _sinks, sink]);
            if (_sinks.Length == 1)
                CallWatch.Add(_observer);
        }
        CallWatch.Refresh();
    }

    /// <summary>Passes it nothing more; a span that ends at the same moment may still reach it.</summary>
    public static void Remove(SpanSink sink)
    {
        lock (_gate)
        {
            var rest = Array.FindAll(_sinks, other => other != sink);
            if (rest.Length == 0 && _sinks.Length > 0)
                CallWatch.Remove(_observer);
            Volatile.Write(ref _sinks, rest);
        }
        CallWatch.Refresh();
    }

    /// <summary>Tells of a span that has ended; never throws.</summary>
    public static void Tell(in ClosedSpan span)
    {
        foreach (var sink in Volatile.Read(ref _sinks))
        {
            try
            {
                sink.Take(span);
            }
            catch (Exception e)
            {
                MemoryProfilerLog.Write("A span could not be recorded.", e);
            }
        }
    }
}
