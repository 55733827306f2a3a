using MemoryProfiler.Graph;

namespace MemoryProfiler.Layout;

/// <summary>
/// In which place of an array of structs an object is referred to. An array is sorted when it is first asked. A pass
/// through it for each of its elements would take the square of their number.
/// </summary>
sealed class ElementSlots(HeapGraph graph, EdgeSlots slots)
{
    readonly Dictionary<int, (int[] Targets, long[] Slots)> _arrays = [];

    /// <summary>The first place of an array that refers to an object; -1 if it is unknown.</summary>
    public long Of(int array, int target)
    {
        if (!_arrays.TryGetValue(array, out var sorted))
        {
            sorted = (graph.Targets(array).ToArray(), slots.All(array));
            Array.Sort(sorted.Targets, sorted.Slots);
            _arrays.Add(array, sorted);
        }
        var found = Array.BinarySearch(sorted.Targets, target);
        if (found < 0)
            return -1;
        var first = sorted.Slots[found];
        for (var i = found - 1; i >= 0 && sorted.Targets[i] == target; i--)
            first = Math.Min(first, sorted.Slots[i]);
        for (var i = found + 1; i < sorted.Targets.Length && sorted.Targets[i] == target; i++)
            first = Math.Min(first, sorted.Slots[i]);
        return first;
    }
}
