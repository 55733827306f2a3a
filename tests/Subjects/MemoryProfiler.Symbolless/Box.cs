namespace MemoryProfiler.Symbolless;

/// <summary>A generic type whose constructor allocates.</summary>
public sealed class Box<T>
{
    readonly T[] _items;

    public Box(int n)
    {
        var bytes = new byte[1000];
        _items = new T[n];
        Count = bytes.Length + _items.Length;
    }

    public int Count { get; }
}
