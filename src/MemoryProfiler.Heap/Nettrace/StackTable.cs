using System.Runtime.InteropServices;
using MemoryProfiler.Memory;

namespace MemoryProfiler.Nettrace;

/// <summary>
/// Call stacks, each once, in native memory. The runtime numbers them anew again and again; here a stack keeps its number. Safe
/// for several threads.
/// </summary>
sealed class StackTable : IDisposable
{
    // Odd, so that no frame is lost in the product.
    const ulong Mix = 0x9E3779B97F4A7C15;

    readonly object _sync = new();
    readonly NativeList<ulong> _frames = new();
    readonly NativeList<Place> _places = new();
    readonly Dictionary<ulong, int> _byHash = [];

    /// <summary>The number of a stack.</summary>
    /// <param name="bytes">The addresses of its frames, innermost first.</param>
    public int Intern(ReadOnlySpan<byte> bytes)
    {
        var frames = MemoryMarshal.Cast<byte, ulong>(bytes);
        var hash = Hash(frames);
        lock (_sync)
        {
            // What falls on the hash of another one is looked for behind it.
            for (; _byHash.TryGetValue(hash, out var known); hash++)
            {
                if (frames.SequenceEqual(At(known)))
                    return known;
            }
            var number = (int)_places.Count;
            _places.Add(new Place(_frames.Count, frames.Length));
            foreach (var frame in frames)
                _frames.Add(frame);
            _byHash.Add(hash, number);
            return number;
        }
    }

    /// <summary>The addresses of a stack's frames, innermost first.</summary>
    public ulong[] Frames(int number)
    {
        lock (_sync)
            return At(number).ToArray();
    }

    public void Dispose()
    {
        lock (_sync)
        {
            _frames.Dispose();
            _places.Dispose();
            _byHash.Clear();
        }
    }

    ReadOnlySpan<ulong> At(int number)
    {
        var place = _places[number];
        return _frames.Span(place.Start, place.Length);
    }

    static ulong Hash(ReadOnlySpan<ulong> frames)
    {
        var hash = (ulong)frames.Length;
        foreach (var frame in frames)
            hash = (ulong.RotateLeft(hash, 23) ^ frame) * Mix;
        return hash;
    }

    readonly record struct Place(long Start, int Length);
}
