using MemoryProfiler.Memory;

namespace MemoryProfiler.Graph;

/// <summary>
/// Finds an object by its address. The collector walks the heap region by region, upwards in each. Every upward run of
/// addresses is cut into equal pieces. The index holds the first object in or after each piece.
/// </summary>
sealed class AddressIndex : IDisposable
{
    readonly NativeList<ulong> _addresses;
    readonly NativeList<int> _pieces = new();
    readonly Run[] _runs;
    int _lastRun;

    public AddressIndex(NativeList<ulong> addresses)
    {
        _addresses = addresses;
        _runs = [.. Disjoint().Select(part => Cut(part.From, part.End))];
    }

    /// <summary>The bytes that it takes.</summary>
    public long Bytes => _pieces.Bytes;

    /// <summary>The object at an address; -1 if none is there.</summary>
    public int Find(ulong address)
    {
        var found = RunOf(address);
        if (found < 0)
            return -1;
        ref readonly var run = ref _runs[found];
        var piece = run.FirstPiece + (long)((address - run.Start) >> run.Shift);
        var low = FirstFrom(address, _pieces[piece], _pieces[piece + 1]);
        return low < run.End && _addresses[low] == address ? low : -1;
    }

    public void Dispose() => _pieces.Dispose();

    // References mostly stay in the region of the one before.
    int RunOf(ulong address)
    {
        var last = _lastRun;
        if (last < _runs.Length && _runs[last].Contains(address))
            return last;
        var (low, high) = (0, _runs.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (_runs[middle].Contains(address))
            {
                _lastRun = middle;
                return middle;
            }
            if (_runs[middle].Start > address)
                high = middle - 1;
            else
                low = middle + 1;
        }
        return -1;
    }

    // By address. A run that goes on behind another region is parted there.
    IEnumerable<(int From, int End)> Disjoint()
    {
        var parts = new PriorityQueue<(int From, int End), ulong>();
        for (int from = 0, end; from < (int)_addresses.Count; from = end)
            Add(from, end = EndOfRun(from, (int)_addresses.Count));
        while (parts.TryDequeue(out var part, out _))
        {
            if (parts.TryPeek(out _, out var start) && _addresses[part.End - 1] > start)
            {
                var middle = FirstFrom(start, part.From, part.End);
                Add(middle, part.End);
                part.End = middle;
            }
            yield return part;
        }

        void Add(int from, int end) => parts.Enqueue((from, end), _addresses[from]);
    }

    int FirstFrom(ulong address, int low, int high)
    {
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_addresses[middle] < address)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    int EndOfRun(int from, int count)
    {
        var end = from + 1;
        while (end < count && _addresses[end] > _addresses[end - 1])
            end++;
        return end;
    }

    // About two objects a piece, so that it takes two bytes an object whatever the objects' size.
    Run Cut(int from, int end)
    {
        var (start, last) = (_addresses[from], _addresses[end - 1]);
        var shift = 3;
        while (((last - start) >> shift) > (ulong)(end - from) / 2 + 1)
            shift++;
        var first = _pieces.Count;
        var node = from;
        for (ulong piece = 0; piece <= (last - start) >> shift; piece++)
        {
            while (node < end && (_addresses[node] - start) >> shift < piece)
                node++;
            _pieces.Add(node);
        }
        _pieces.Add(end);
        return new Run(start, last, end, first, shift);
    }

    readonly record struct Run(ulong Start, ulong Last, int End, long FirstPiece, int Shift)
    {
        public bool Contains(ulong address) => address >= Start && address <= Last;
    }
}
