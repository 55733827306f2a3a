using System.Runtime.InteropServices;

namespace MemoryProfiler.Memory;

/// <summary>
/// A growing list in native memory: what describes the heap must not be on it. Not safe for several threads that change it.
/// </summary>
/// <typeparam name="T">What it holds.</typeparam>
sealed unsafe class NativeList<T> : IDisposable
    where T : unmanaged
{
    const long FirstCapacity = 1024;

    T* _items;
    long _capacity;

    public NativeList()
    {
    }

    /// <summary>A list of so many zeroed items.</summary>
    public NativeList(long count)
    {
        _items = (T*)NativeMemory.AllocZeroed((nuint)Math.Max(count, 1), (nuint)sizeof(T));
        _capacity = Math.Max(count, 1);
        Count = count;
    }

    ~NativeList() => Free();

    public long Count { get; private set; }

    /// <summary>The bytes that it takes.</summary>
    public long Bytes => _capacity * sizeof(T);

    /// <summary>The first item; valid until the next one is added.</summary>
    public T* Pointer => _items;

    public ref T this[long index] => ref _items[index];

    public void Add(T item)
    {
        if (Count == _capacity)
            Resize(Math.Max(_capacity * 2, FirstCapacity));
        _items[Count++] = item;
    }

    /// <summary>Gives back what is not used.</summary>
    public void Trim() => Resize(Math.Max(Count, 1));

    /// <summary>Puts the items in their order.</summary>
    public void Sort() => new Span<T>(_items, checked((int)Count)).Sort();

    /// <summary>Takes items away at the end.</summary>
    public void Truncate(long count) => Count = count;

    /// <summary>The items from one on.</summary>
    public ReadOnlySpan<T> Span(long from, int length) => new(_items + from, length);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    void Resize(long capacity)
    {
        _items = (T*)NativeMemory.Realloc(_items, checked((nuint)capacity * (nuint)sizeof(T)));
        _capacity = capacity;
    }

    void Free()
    {
        NativeMemory.Free(_items);
        _items = null;
        _capacity = 0;
        Count = 0;
    }
}
