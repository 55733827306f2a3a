namespace MemoryProfiler.Pictures;

/// <summary>
/// Where the boxes of a picture are: a column for each distance, references from left to right, and each box in the middle of
/// those that were found by it.
/// </summary>
sealed class TreeLayout
{
    public const int BoxWidth = 236;
    public const int BoxHeight = 36;

    const int ColumnWidth = BoxWidth + 132;
    const int RowHeight = BoxHeight + 10;
    const int Margin = 12;

    readonly ReferencePicture _picture;
    readonly ILookup<int, int> _children;
    readonly double[] _rows;
    readonly int _deepest;
    int _lastRow = -1;

    public TreeLayout(ReferencePicture picture)
    {
        _picture = picture;
        _children = Enumerable.Range(0, picture.Boxes.Count).ToLookup(box => picture.Boxes[box].Parent);
        _rows = new double[picture.Boxes.Count];
        _deepest = picture.Boxes.Max(box => box.Depth);
        Place(0);
    }

    public int Width => _deepest * ColumnWidth + BoxWidth + 2 * Margin;

    public int Height => _lastRow * RowHeight + BoxHeight + 2 * Margin;

    public double X(int box) => Margin + ColumnWidth * (_picture.References == HeapReferences.To ? _deepest - _picture.Boxes[box].Depth : _picture.Boxes[box].Depth);

    public double Y(int box) => Margin + _rows[box] * RowHeight;

    // The first and the last of those below have the middle of all between them.
    void Place(int box)
    {
        var (first, last) = (-1.0, -1.0);
        foreach (var child in _children[box])
        {
            Place(child);
            first = first < 0 ? _rows[child] : first;
            last = _rows[child];
        }
        _rows[box] = first < 0 ? ++_lastRow : (first + last) / 2;
    }
}
