using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MemoryProfiler.Waste;

/// <summary>128 bits made of an object's content with a key of the process's own: what differs has another one but for a chance of 1 in 10³⁸.</summary>
readonly record struct ContentHash(ulong High, ulong Low) : IComparable<ContentHash>
{
    static readonly (ulong First, ulong Second) _key = (Random(), Random());

    public static ContentHash Of(ReadOnlySpan<byte> content)
    {
        var (one, other) = (_key.First, _key.Second ^ (ulong)content.Length);
        for (; content.Length >= sizeof(ulong); content = content[sizeof(ulong)..])
            Mix(MemoryMarshal.Read<ulong>(content));
        ulong rest = 0;
        for (var i = 0; i < content.Length; i++)
            rest |= (ulong)content[i] << 8 * i;
        Mix(rest);
        Mix(0);
        return new ContentHash(one, other);

        void Mix(ulong word)
        {
            var high = Math.BigMul(one ^ word, _key.Second | 1, out var low);
            one = high ^ low ^ other;
            high = Math.BigMul(other ^ BitOperations.RotateLeft(word, 32), _key.First | 1, out low);
            other = high ^ low ^ BitOperations.RotateLeft(one, 23);
        }
    }

    public int CompareTo(ContentHash other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    static ulong Random() => MemoryMarshal.Read<ulong>(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
