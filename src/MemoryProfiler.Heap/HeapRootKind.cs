namespace MemoryProfiler;

/// <summary>What keeps the first object of a path.</summary>
public enum HeapRootKind
{
    /// <summary>A static field; also one for each thread or of a generic class, if the path says so.</summary>
    Static,

    /// <summary>A handle that code has allocated, as <see cref="System.Runtime.InteropServices.GCHandle"/> does.</summary>
    Handle,

    /// <summary>A handle that pins the object.</summary>
    PinnedHandle,

    /// <summary>The object waits for its finalizer, or has one and is known to the queue.</summary>
    FinalizerQueue,

    /// <summary>A local or an argument on the stack of some thread. The runtime does not say of which method.</summary>
    Stack,

    /// <summary>Something else of the runtime.</summary>
    Other,
}
