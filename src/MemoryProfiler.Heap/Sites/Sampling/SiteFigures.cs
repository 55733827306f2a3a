namespace MemoryProfiler.Sites.Sampling;

/// <summary>Bytes and objects of each site, and of all. Not safe for several threads.</summary>
sealed class SiteFigures
{
    double[] _bytes = [];
    double[] _objects = [];

    public double TotalBytes { get; private set; }

    public double TotalObjects { get; private set; }

    public double Bytes(int site) => site < _bytes.Length ? _bytes[site] : 0;

    public double Objects(int site) => site < _objects.Length ? _objects[site] : 0;

    public void Add(int site, double bytes, double objects)
    {
        if (site >= _bytes.Length)
        {
            var length = Math.Max(2 * _bytes.Length, site + 1);
            Array.Resize(ref _bytes, length);
            Array.Resize(ref _objects, length);
        }
        _bytes[site] += bytes;
        _objects[site] += objects;
        TotalBytes += bytes;
        TotalObjects += objects;
    }

    public SiteFigures Copy() => new()
    {
        _bytes = [.. _bytes],
        _objects = [.. _objects],
        TotalBytes = TotalBytes,
        TotalObjects = TotalObjects,
    };

    /// <summary>Makes it the same as another one.</summary>
    public void Set(SiteFigures other)
    {
        if (_bytes.Length < other._bytes.Length)
            (_bytes, _objects) = (new double[other._bytes.Length], new double[other._bytes.Length]);
        other._bytes.CopyTo(_bytes, 0);
        other._objects.CopyTo(_objects, 0);
        Array.Clear(_bytes, other._bytes.Length, _bytes.Length - other._bytes.Length);
        Array.Clear(_objects, other._objects.Length, _objects.Length - other._objects.Length);
        (TotalBytes, TotalObjects) = (other.TotalBytes, other.TotalObjects);
    }

    public void Clear()
    {
        Array.Clear(_bytes);
        Array.Clear(_objects);
        (TotalBytes, TotalObjects) = (0, 0);
    }
}
