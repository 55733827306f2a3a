using System.Buffers.Binary;
using System.Text;

namespace MemoryProfiler.Dumps;

/// <summary>Reads the fields of a .gcdump. Counts are compared with what is left of the file, so that a damaged one claims no memory.</summary>
sealed class DumpStream(Stream stream)
{
    readonly byte[] _word = new byte[sizeof(long)];

    public long Position => stream.Position;

    public byte Byte()
    {
        Fill(_word.AsSpan(0, 1));
        return _word[0];
    }

    public int Int32()
    {
        Fill(_word.AsSpan(0, sizeof(int)));
        return BinaryPrimitives.ReadInt32LittleEndian(_word);
    }

    public long Int64()
    {
        Fill(_word);
        return BinaryPrimitives.ReadInt64LittleEndian(_word);
    }

    public float Single() => BitConverter.Int32BitsToSingle(Int32());

    /// <summary>A count of items that what is left of the file can hold.</summary>
    public int Count(int leastBytes)
    {
        var count = Int32();
        return count >= 0 && count <= (stream.Length - stream.Position) / leastBytes ? count : throw new DumpException("it claims more than it holds");
    }

    /// <summary>Text: the count of UTF-16's units, each in one to three bytes; null if the count is negative.</summary>
    public string? Text()
    {
        var left = Int32();
        if (left < 0)
            return null;
        if (left > stream.Length - stream.Position)
            throw new DumpException("a text in it is longer than the file");
        var text = new StringBuilder(left);
        for (; left > 0; left--)
            text.Append(Unit());
        return text.ToString();
    }

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    public void Expect(DumpTag tag)
    {
        if (Byte() != (byte)tag)
            throw new DumpException("an object in it is not framed as it has to be");
    }

    char Unit()
    {
        int first = Byte();
        return first switch
        {
            < 0x80 => (char)first,
            < 0xE0 => (char)((first & 0x1F) << 6 | Following()),
            _ => (char)((first & 0xF) << 12 | Following() << 6 | Following()),
        };
    }

    int Following() => Byte() & 0x3F;

    void Fill(Span<byte> bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new DumpException("it is cut");
    }
}
