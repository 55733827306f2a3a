using MemoryProfiler.Snapshots;

namespace MemoryProfiler;

/// <summary>A way from a root to an object, and to others that are held in the same way. Immutable.</summary>
public sealed class HeapPath
{
    internal HeapPath(HeapRootKind root, IReadOnlyList<string> steps, string fingerprint, long count, long behind, PathTrace? trace)
    {
        Root = root;
        Steps = steps;
        Fingerprint = fingerprint;
        Count = count;
        BehindCount = behind;
        Trace = trace;
    }

    /// <summary>What keeps the first object.</summary>
    public HeapRootKind Root { get; }

    /// <summary>
    /// The root, then each object with the field that leads on, and the object itself at the end. Of several objects it is the
    /// path to one of them, without the indexes in which they differ.
    /// </summary>
    public IReadOnlyList<string> Steps { get; }

    /// <summary>
    /// 16 hexadecimal digits made of the root, the types and the fields, without indexes and addresses. They are the same
    /// in the next run, and after changes elsewhere in the program.
    /// </summary>
    public string Fingerprint { get; }

    /// <summary>How many of the objects are held in this way.</summary>
    public long Count { get; }

    /// <summary>How many more of the objects are held only by those.</summary>
    public long BehindCount { get; }

    /// <summary>The objects; null if no root holds them.</summary>
    internal PathTrace? Trace { get; }

    /// <summary>The steps in one line.</summary>
    public override string ToString() => string.Join(" → ", Steps);
}
