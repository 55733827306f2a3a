using System.Runtime.InteropServices;
using MemoryProfiler.Graph;
using MemoryProfiler.Memory;

namespace MemoryProfiler.Waste;

/// <summary>Finds strings that say the same, by their content.</summary>
sealed class DuplicateStrings(HeapGraph graph, ObjectReader reader)
{
    const int Told = 100;
    const int Shown = 100;
    const int LengthOffset = 8;
    const int TextOffset = 12;

    /// <summary>How many strings could not be read.</summary>
    public long Unread { get; private set; }

    /// <summary>How many strings could be spared.</summary>
    public long Count { get; private set; }

    /// <summary>What those take.</summary>
    public long Bytes { get; private set; }

    /// <summary>Those that waste most.</summary>
    /// <param name="type">The index of the strings' type.</param>
    public IReadOnlyList<HeapDuplicateString> Find(int type)
    {
        using var strings = new NativeList<Entry>();
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (graph.TypeIndex(node) != type)
                continue;
            if (Text(node) is { IsEmpty: false } bytes)
                strings.Add(new Entry(ContentHash.Of(bytes), node));
            else
                Unread++;
        }
        strings.Sort();
        return Groups(strings);
    }

    // The length belongs to it: an empty one has no other bytes.
    ReadOnlySpan<byte> Text(int node)
    {
        var read = reader.Read(node);
        return read.Length >= TextOffset && TextOffset + sizeof(char) * MemoryMarshal.Read<int>(read[LengthOffset..]) is var end && end <= read.Length ? read[LengthOffset..end] : [];
    }

    List<HeapDuplicateString> Groups(NativeList<Entry> strings)
    {
        var worst = new PriorityQueue<(int Node, long Count), (long, long)>();
        for (long first = 0, end; first < strings.Count; first = end)
        {
            var (count, node) = (0L, -1);
            for (end = first; end < strings.Count && strings[end].Hash == strings[first].Hash; end++)
            {
                if (!reader.WasInPlace(strings[end].Node))
                {
                    Unread++;
                    continue;
                }
                count++;
                node = strings[end].Node;
            }
            if (count < 2)
                continue;
            var wasted = (count - 1) * graph.Size(node);
            Count += count - 1;
            Bytes += wasted;
            worst.Enqueue((node, count), (wasted, node));
            if (worst.Count > Told)
                worst.Dequeue();
        }
        return [.. worst.UnorderedItems.OrderByDescending(item => item.Priority.Item1).ThenBy(item => item.Priority.Item2).Select(item => Tell(item.Element.Node, item.Element.Count)).OfType<HeapDuplicateString>()];
    }

    HeapDuplicateString? Tell(int node, long count)
    {
        var bytes = Text(node);
        if (bytes.IsEmpty)
            return null;
        var text = MemoryMarshal.Cast<byte, char>(bytes[sizeof(int)..]);
        return new HeapDuplicateString(text.Length > Shown ? $"{text[..Shown]}…" : text.ToString(), text.Length, count, (count - 1) * graph.Size(node));
    }

    readonly record struct Entry(ContentHash Hash, int Node) : IComparable<Entry>
    {
        public int CompareTo(Entry other) => Hash.CompareTo(other.Hash) is var order and not 0 ? order : Node.CompareTo(other.Node);
    }
}
