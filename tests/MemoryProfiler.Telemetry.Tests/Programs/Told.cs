namespace MemoryProfiler.Telemetry.Tests.Programs;

/// <summary>What a listener heard of calls, by method. Safe from any thread.</summary>
sealed class Told
{
    readonly Dictionary<string, (long Calls, long Bytes)> _all = [];

    public void Add(string method, long bytes)
    {
        lock (_all)
        {
            var before = _all.GetValueOrDefault(method);
            _all[method] = (before.Calls + 1, before.Bytes + bytes);
        }
    }

    public (long Calls, long Bytes) Of(string method)
    {
        lock (_all)
            return _all.GetValueOrDefault(method);
    }

    public long Bytes()
    {
        lock (_all)
            return _all.Values.Sum(told => told.Bytes);
    }
}
