using System.Buffers.Binary;
using System.Text;

namespace MemoryProfiler.Nettrace;

/// <summary>A stream that knows where it is, as blocks begin at multiples of four.</summary>
sealed class NettraceStream(Stream stream)
{
    const int LargestBlock = 1 << 28;

    readonly byte[] _word = new byte[4];
    byte[] _block = new byte[1 << 17];
    long _position;

    public byte Byte()
    {
        Fill(_word.AsSpan(0, 1));
        return _word[0];
    }

    public int Int32()
    {
        Fill(_word);
        return BinaryPrimitives.ReadInt32LittleEndian(_word);
    }

    public string Ascii(int length)
    {
        if (length is < 0 or > 256)
            throw new NettraceException("a name in it is too long");
        return Encoding.ASCII.GetString(Bytes(length));
    }

    /// <summary>A block, which begins with its length. Valid until the next read.</summary>
    public ReadOnlySpan<byte> Block()
    {
        var length = Int32();
        if (length is < 0 or > LargestBlock)
            throw new NettraceException("a block in it claims an impossible length");
        Bytes((int)(-_position & 3));
        return Bytes(length);
    }

    /// <summary>So many bytes. Valid until the next read.</summary>
    public ReadOnlySpan<byte> Bytes(int length)
    {
        if (_block.Length < length)
            _block = new byte[length];
        var bytes = _block.AsSpan(0, length);
        Fill(bytes);
        return bytes;
    }

    void Fill(Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var read = stream.Read(bytes);
            if (read == 0)
                throw new NettraceException("it is cut", isCut: true);
            _position += read;
            bytes = bytes[read..];
        }
    }
}
