using MemoryProfiler.Graph;
using MemoryProfiler.Layout;
using MemoryProfiler.Sizes;

namespace MemoryProfiler;

/// <summary>
/// What objects take on the heap, in bytes, read from the runtime's own description of their types. Nothing of the object
/// runs, and it is not changed. Safe for several threads; what others change meanwhile may be counted before or after.
/// </summary>
public static class ObjectSize
{
    /// <summary>
    /// What the object takes itself: header, fields or elements, up to where the next object can begin. It is as much as
    /// <see cref="GC.GetAllocatedBytesForCurrentThread"/> counts for it.
    /// </summary>
    /// <param name="target">The object; of a struct its box.</param>
    public static long Shallow(object target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var table = new MethodTable(target.GetType().TypeHandle.Value);
        var elements = target switch
        {
            string text => text.Length,
            Array array => array.LongLength,
            _ => 0,
        };
        return HeapGraph.Placed(table.BaseSize + (ulong)table.ComponentSize * (ulong)elements);
    }

    /// <summary>
    /// What the object takes with all that it refers to, and what that refers to. Each object counts once, however many
    /// refer to it. Types, members, assemblies and threads are the runtime's and not counted, nor what is behind them.
    /// </summary>
    /// <param name="target">The object.</param>
    /// <param name="options">What belongs to it; null for the defaults.</param>
    public static long Deep(object target, ObjectSizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new DeepSize(options ?? new ObjectSizeOptions()).Of(target).Bytes;
    }

    /// <summary>The deep size and what it is made of, field by field.</summary>
    /// <param name="target">The object.</param>
    /// <param name="depth">Down to how many references from it parts are told; what is deeper is in their sizes.</param>
    /// <param name="options">What belongs to it; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The depth is negative, or more than 100.</exception>
    public static ObjectSizePart Breakdown(object target, int depth = 1, ObjectSizeOptions? options = null)
    {
        const int Deepest = 100;
        ArgumentNullException.ThrowIfNull(target);
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(depth, Deepest);
        return new DeepSize(options ?? new ObjectSizeOptions()).Part("", target, depth);
    }
}
