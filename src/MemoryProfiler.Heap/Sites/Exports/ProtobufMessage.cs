using System.Buffers;
using System.Text;

namespace MemoryProfiler.Sites.Exports;

/// <summary>A message of protocol buffers while it is written: fields with their numbers, one after another.</summary>
sealed class ProtobufMessage
{
    const int VarintKind = 0;
    const int BytesKind = 2;

    readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>All that was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>A number. What is 0 is not written: it is what readers take if there is none.</summary>
    public void Number(int field, long value)
    {
        if (value == 0)
            return;
        Varint((ulong)(field << 3 | VarintKind));
        Varint((ulong)value);
    }

    /// <summary>Numbers of one field, together.</summary>
    public void Numbers(int field, IEnumerable<long> values)
    {
        var packed = new ProtobufMessage();
        foreach (var value in values)
            packed.Varint((ulong)value);
        Message(field, packed);
    }

    /// <summary>A text, also an empty one.</summary>
    public void Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    /// <summary>A message in this one.</summary>
    public void Message(int field, ProtobufMessage inner) => Bytes(field, inner.Written);

    void Bytes(int field, ReadOnlySpan<byte> bytes)
    {
        Varint((ulong)(field << 3 | BytesKind));
        Varint((ulong)bytes.Length);
        _bytes.Write(bytes);
    }

    void Varint(ulong value)
    {
        for (; value > 0x7F; value >>= 7)
            _bytes.Write([(byte)(value | 0x80)]);
        _bytes.Write([(byte)value]);
    }
}
