namespace MemoryProfiler.Collections;

/// <summary>Objects that stay alive, so that marking them takes a background collection some milliseconds.</summary>
sealed class LiveHeap
{
    readonly Node? _root;

    public LiveHeap(int depth)
    {
        _root = Grow(depth);
        GC.Collect();
    }

    public bool IsAlive => _root is not null;

    static Node? Grow(int depth) => depth == 0 ? null : new Node(Grow(depth - 1), Grow(depth - 1));

    sealed record Node(Node? Left, Node? Right);
}
