using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Timeline.Kept;

namespace MemoryProfiler.Timeline.Recording;

/// <summary>The children of a recorded process, as they come and go. One thread at a time.</summary>
/// <param name="parent">The process.</param>
/// <param name="capacity">How many samples a child's own series may have; 0 if children have none.</param>
sealed class ChildProcesses(int parent, int capacity) : IDisposable
{
    const int MostSeries = 500;

    readonly Dictionary<int, ChildProcess> _running = [];
    readonly List<ChildProcess> _withSeries = [];
    readonly List<int> _found = [];
    bool _hasLooked;
    SlowPace _pace;

    /// <summary>Those that run.</summary>
    public IReadOnlyCollection<ChildProcess> Running => _running.Values;

    /// <summary>Those that have a series of their own, in the order in which they came.</summary>
    public IReadOnlyList<ChildProcess> WithSeries => _withSeries;

    /// <summary>How many have none for want of room.</summary>
    public int WithoutSeries { get; private set; }

    /// <summary>The longest that a search took, and how often one was put off for it.</summary>
    public SlowPace Pace => _pace;

    /// <summary>Looks which there are, unless it did so just now.</summary>
    public void Look(RecorderClock clock)
    {
        foreach (var (id, child) in _running)
        {
            // Removing while walking is allowed.
            if (!child.Process.IsRunning)
                End(id, child);
        }
        foreach (var id in _found)
            Begin(id);
        _found.Clear();
        var start = clock.Now;
        if (!_pace.IsDue(start))
            return;
        HashSet<int> found = [parent, .. _running.Keys];
        ProcessTree.AddDescendants(found);
        found.Remove(parent);
        found.ExceptWith(_running.Keys);
        // Between fork and exec a child shares its parent's memory, which would be a peak that never was. Those that are there
        // when it all begins are past that.
        if (_hasLooked)
            _found.AddRange(found);
        else
            found.ToList().ForEach(Begin);
        _hasLooked = true;
        _pace.Done(start, clock.Now);
    }

    public void Dispose()
    {
        foreach (var child in _running.Values)
            child.Process.Dispose();
    }

    void Begin(int id)
    {
        var hasSeries = capacity > 0 && _withSeries.Count < MostSeries;
        var child = new ChildProcess(new RecordedProcess(id), hasSeries ? new SeriesBuilder(capacity) : null);
        if (!child.Process.IsRunning || !_running.TryAdd(id, child))
        {
            child.Process.Dispose();
            return;
        }
        if (hasSeries)
            _withSeries.Add(child);
        else if (capacity > 0)
            WithoutSeries++;
    }

    void End(int id, ChildProcess child)
    {
        _running.Remove(id);
        child.Process.Dispose();
    }
}
