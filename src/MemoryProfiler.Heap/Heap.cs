using System.Runtime.InteropServices;

namespace MemoryProfiler;

/// <summary>Single questions about the heap, each answered by a snapshot of its own. Ask a <see cref="HeapSnapshot"/> for several.</summary>
public static class Heap
{
    /// <summary>How many objects of exactly this type are alive.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <exception cref="HeapSnapshotException">The snapshot cannot be had whole.</exception>
    public static long Count<T>()
    {
        using var snapshot = HeapSnapshot.Capture();
        return snapshot.Count<T>();
    }

    /// <summary>Who holds an object. The object is followed through the collection, wherever it moves to.</summary>
    /// <param name="target">The object.</param>
    /// <exception cref="HeapSnapshotException">The snapshot cannot be had whole.</exception>
    public static HeapPath PathToRoot(object target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var handle = GCHandle.Alloc(target, GCHandleType.Weak);
        try
        {
            using var snapshot = HeapSnapshot.CaptureFollowing([handle]);
            return snapshot.PathsToFollowed()[0];
        }
        finally
        {
            handle.Free();
            GC.KeepAlive(target);
        }
    }
}
