using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemoryProfiler;

/// <summary>What assertions of the runtime package ask when objects are alive that should not be. They find it by its name.</summary>
static class RetentionPaths
{
    const int Shown = 5;

    /// <summary>Who holds those that are alive, a line for each way; null if it cannot be told.</summary>
    public static string? Tell(IReadOnlyList<WeakReference> tracked)
    {
        var handles = Follow(tracked);
        try
        {
            using var snapshot = HeapSnapshot.CaptureFollowing(handles);
            var paths = snapshot.PathsToFollowed();
            return paths.Count == 0 ? null : string.Join('\n', paths.Take(Shown).Select(Line).Append(Rest(paths.Count - Shown)).Where(line => line != ""));
        }
        finally
        {
            foreach (var handle in handles)
                handle.Free();
        }
    }

    static string Line(HeapPath path) => path.Count == 1 ? $"  {path}" : string.Create(CultureInfo.InvariantCulture, $"  {path.Count:N0} by {path}");

    static string Rest(int count) => count <= 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  and in {count:N0} other {(count == 1 ? "way" : "ways")}");

    // No frame that is still on the stack when the heap is walked may have seen the objects.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static List<GCHandle> Follow(IReadOnlyList<WeakReference> tracked)
    {
        var handles = new List<GCHandle>();
        foreach (var reference in tracked)
        {
            if (reference.Target is { } alive)
                handles.Add(GCHandle.Alloc(alive, GCHandleType.Weak));
        }
        return handles;
    }
}
