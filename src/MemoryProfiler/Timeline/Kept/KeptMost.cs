namespace MemoryProfiler.Timeline.Kept;

/// <summary>
/// A list in bounded memory. When it is full, the half that matters least makes way. From then on nothing is taken that
/// matters no more than what made way. One thread at a time.
/// </summary>
/// <param name="capacity">How many are kept at most.</param>
/// <param name="weight">How much one matters.</param>
sealed class KeptMost<T>(int capacity, Func<T, long> weight)
{
    readonly List<T> _kept = [];
    long _least = long.MinValue;

    /// <summary>How many were left out.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Those that are kept, in no order.</summary>
    public IReadOnlyList<T> Kept => _kept;

    /// <summary>Adds one, if it matters enough.</summary>
    public void Add(T item)
    {
        if (weight(item) < _least)
        {
            LeftOut++;
            return;
        }
        _kept.Add(item);
        if (_kept.Count > capacity)
            Thin();
    }

    void Thin()
    {
        var room = capacity / 2;
        _kept.Sort((one, other) => weight(other).CompareTo(weight(one)));
        _least = weight(_kept[room]) + 1;
        LeftOut += _kept.Count - room;
        _kept.RemoveRange(room, _kept.Count - room);
    }
}
