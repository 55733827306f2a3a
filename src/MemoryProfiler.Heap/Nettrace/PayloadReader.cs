using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MemoryProfiler.Nettrace;

/// <summary>Reads the fields of an event, little-endian and unaligned. What goes beyond its end is a cut stream.</summary>
ref struct PayloadReader(ReadOnlySpan<byte> bytes)
{
    ReadOnlySpan<byte> _rest = bytes;

    public readonly int Left => _rest.Length;

    public byte Byte() => Take(1)[0];

    public short Int16() => BinaryPrimitives.ReadInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>A count that the bytes which follow can hold.</summary>
    public int Count(int itemSize)
    {
        var count = UInt32();
        if (count > (uint)(_rest.Length / itemSize))
            throw new NettraceException("an event claims more items than it has");
        return (int)count;
    }

    public uint VarUInt32() => (uint)VarUInt64();

    public ulong VarUInt64()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw new NettraceException("a number in it has no end");
    }

    /// <summary>UTF-16 up to its zero.</summary>
    public string Text() => new(Chars());

    /// <summary>As <see cref="Text"/>, where it stands.</summary>
    public ReadOnlySpan<char> Chars()
    {
        var chars = MemoryMarshal.Cast<byte, char>(_rest);
        var length = chars.IndexOf('\0');
        if (length < 0)
            throw new NettraceException("a text in it has no end");
        Skip((length + 1) * sizeof(char));
        return chars[..length];
    }

    public void Skip(int count) => Take(count);

    public ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)_rest.Length)
            throw new NettraceException("it is cut");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
