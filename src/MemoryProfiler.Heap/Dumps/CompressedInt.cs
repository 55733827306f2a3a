namespace MemoryProfiler.Dumps;

/// <summary>Numbers as the objects of a .gcdump have them: seven bits a byte, the highest first, with the sign in the first one.</summary>
static class CompressedInt
{
    const int Bits = 7;
    const byte More = 0x80;
    const int MostBytes = 5;

    /// <summary>How many bytes a number takes.</summary>
    public static int Length(int value)
    {
        var length = 1;
        for (var rest = value >> (Bits - 1); rest is not 0 and not -1 && length < MostBytes; rest >>= Bits)
            length++;
        return length;
    }

    public static void Write(Stream stream, int value)
    {
        for (var left = Length(value) - 1; left > 0; left--)
            stream.WriteByte((byte)(value >> (left * Bits) | More));
        stream.WriteByte((byte)(value & ~More));
    }

    /// <summary>Reads one and moves behind it.</summary>
    /// <exception cref="DumpException">It goes beyond the end.</exception>
    public static int Read(ReadOnlySpan<byte> bytes, ref int position)
    {
        var value = 0;
        for (var count = 0; count < MostBytes; count++)
        {
            if ((uint)position >= (uint)bytes.Length)
                break;
            var next = bytes[position++];
            value = count == 0 ? next << 25 >> 25 : value << Bits | next & ~More;
            if (next < More)
                return value;
        }
        throw new DumpException("a number in it has no end");
    }
}
