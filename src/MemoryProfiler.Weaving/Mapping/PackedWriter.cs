using System.Text;

namespace MemoryProfiler.Weaving.Mapping;

/// <summary>A binary writer whose 7-bit encoded numbers are open to use, as netstandard2.0 keeps them protected.</summary>
sealed class PackedWriter(Stream stream) : BinaryWriter(stream, Encoding.UTF8)
{
    public void WritePacked(int value) => Write7BitEncodedInt(value);

    public void WriteAll<T>(IReadOnlyCollection<T> items, Action<T> write)
    {
        WritePacked(items.Count);
        foreach (var item in items)
            write(item);
    }
}
