namespace MemoryProfiler.Symbolless;

/// <summary>A type with field initializers and a property with a body.</summary>
public sealed class Holder
{
    readonly byte[] _first = new byte[1000];
    readonly byte[] _second = new byte[2000];
    readonly int _size;

    public Holder()
    {
        _size = _first.Length + _second.Length;
        Length = new byte[3000].Length;
    }

    public int Length { get; }

    public byte[] Bytes
    {
        get
        {
            var bytes = new byte[_size];
            return bytes;
        }
    }
}
