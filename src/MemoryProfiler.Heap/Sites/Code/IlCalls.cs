using System.Buffers.Binary;

namespace MemoryProfiler.Sites.Code;

/// <summary>Tells where IL can call or allocate something: nowhere else can a frame of a sample's stack be.</summary>
static class IlCalls
{
    const byte Switch = 0x45;
    const byte TwoBytes = 0xFE;

    /// <summary>Whether there is such an instruction.</summary>
    /// <param name="il">A method's IL.</param>
    /// <param name="from">Where an instruction begins.</param>
    /// <param name="to">Behind the last one that counts.</param>
    public static bool IsIn(ReadOnlySpan<byte> il, int from, int to)
    {
        for (var at = from; at < Math.Min(to, il.Length); at += Size(il[at..]))
        {
            // call, calli, callvirt, newobj, box, newarr; and static fields, as the first access runs the type's initialiser.
            if (il[at] is 0x28 or 0x29 or 0x6F or 0x73 or 0x8C or 0x8D or >= 0x7E and <= 0x80)
                return true;
        }
        return false;
    }

    /// <summary>How many bytes the first instruction takes.</summary>
    public static int Size(ReadOnlySpan<byte> il) => il[0] switch
    {
        TwoBytes when il.Length > 1 => 2 + OperandOfTwoBytes(il[1]),
        Switch when il.Length >= 5 => 5 + 4 * BinaryPrimitives.ReadInt32LittleEndian(il[1..]),
        var code => 1 + Operand(code),
    };

    // ECMA-335, III.
    static int Operand(byte code) => code switch
    {
        >= 0x0E and <= 0x13 or 0x1F or >= 0x2B and <= 0x37 or 0xDE => 1,
        0x21 or 0x23 => 8,
        0x20 or 0x22 or >= 0x27 and <= 0x29 or >= 0x38 and <= 0x44 or >= 0x6F and <= 0x75 or 0x79 or >= 0x7B and <= 0x81
            or 0x8C or 0x8D or 0x8F or >= 0xA3 and <= 0xA5 or 0xC2 or 0xC6 or 0xD0 or 0xDD => 4,
        _ => 0,
    };

    static int OperandOfTwoBytes(byte code) => code switch
    {
        0x06 or 0x07 or 0x15 or 0x16 or 0x1C => 4,
        >= 0x09 and <= 0x0E => 2,
        0x12 or 0x19 => 1,
        _ => 0,
    };
}
