using MemoryProfiler.Memory;

namespace MemoryProfiler.Graph;

/// <summary>Where the collection that a walk began with moved objects from. Several threads may ask it once it is complete.</summary>
sealed class ObjectMoves : IDisposable
{
    readonly NativeList<Move> _moves = new();

    /// <summary>The bytes that it takes.</summary>
    public long Bytes => _moves.Bytes;

    /// <summary>Objects that lie behind each other were moved together.</summary>
    public void Add(ulong time, ulong from, ulong to, ulong length)
    {
        if (from != to)
            _moves.Add(new Move(to, from, length, time));
    }

    /// <summary>Keeps what was moved within a time, in order. All have been added.</summary>
    public void Complete(ulong from, ulong to)
    {
        long kept = 0;
        for (long i = 0; i < _moves.Count; i++)
        {
            if (_moves[i].Time >= from && _moves[i].Time <= to)
                _moves[kept++] = _moves[i];
        }
        _moves.Truncate(kept);
        _moves.Trim();
        _moves.Sort();
    }

    /// <summary>Where an object was before that collection.</summary>
    public ulong Before(ulong address)
    {
        var (low, high) = (0L, _moves.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            ref readonly var move = ref _moves[middle];
            if (address < move.To)
                high = middle - 1;
            else if (address - move.To >= move.Length)
                low = middle + 1;
            else
                return address - move.To + move.From;
        }
        return address;
    }

    public void Dispose() => _moves.Dispose();

    readonly record struct Move(ulong To, ulong From, ulong Length, ulong Time) : IComparable<Move>
    {
        public int CompareTo(Move other) => To.CompareTo(other.To);
    }
}
