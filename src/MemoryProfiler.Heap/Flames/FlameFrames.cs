namespace MemoryProfiler.Flames;

/// <summary>The frames of a graph, each once.</summary>
sealed class FlameFrames
{
    readonly Dictionary<FlameFrame, int> _places = [];
    readonly List<FlameFrame> _all = [];

    public int Count => _all.Count;

    public FlameFrame this[int place] => _all[place];

    /// <summary>Where a frame stands; it is added if it is not there.</summary>
    public int Place(FlameFrame frame)
    {
        if (!_places.TryGetValue(frame, out var place))
        {
            _places.Add(frame, place = _all.Count);
            _all.Add(frame);
        }
        return place;
    }
}
