using System.Runtime.InteropServices;

namespace MemoryProfiler.Copies;

/// <summary>
/// Memory for as long as this copy of the library may run. It is native memory. In a context that can be unloaded it is
/// pinned arrays, which go when nothing of the context can run any more. The garbage collector alone knows when that is.
/// Native memory would have to be freed by a guess, from under a method that may still run. Safe from any thread.
/// </summary>
static unsafe class OwnMemory
{
    const int ChunkSize = 32 * 1024;
    const int Alignment = 16;
    const int CacheLine = 64;

    // Made where it is needed: otherwise what a list of this type takes at first would be missing in the program's figures.
    static List<byte[]>? _chunks;
    static byte* _free;
    static nint _left;
    static int _taken;

    /// <summary>Is told how many bytes the calling thread has just allocated for arrays.</summary>
    public static delegate*<long, void> Allocated;

    /// <summary>Memory that is zero.</summary>
    /// <exception cref="OutOfMemoryException">There is none left.</exception>
    public static void* Zeroed(nint bytes) =>
        OwnContext.IsCollectible ? Pinned((bytes + Alignment - 1) & -Alignment) : NativeMemory.AllocZeroed((nuint)bytes);

    /// <summary>Memory that is zero and begins where a cache line does. It is not given back.</summary>
    /// <exception cref="OutOfMemoryException">There is none left.</exception>
    public static void* ZeroedLines(nint bytes) => (void*)(((nint)Zeroed(bytes + CacheLine - 1) + CacheLine - 1) & -CacheLine);

    /// <summary>Gives memory back that nobody else knows of any more. A piece of an array goes with the context.</summary>
    public static void Free(void* memory)
    {
        if (!OwnContext.IsCollectible)
            NativeMemory.Free(memory);
    }

    static void* Pinned(nint bytes)
    {
        // Not a lock of the runtime's: another thread could interrupt the wait for that.
        for (var spin = new SpinWait(); Interlocked.CompareExchange(ref _taken, 1, 0) != 0;)
            spin.SpinOnce(sleep1Threshold: -1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return bytes > ChunkSize / 2 ? Chunk(bytes) : Piece(bytes);
        }
        finally
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Volatile.Write(ref _taken, 0);
            if (allocated != 0 && Allocated != null)
                Allocated(allocated);
        }
    }

    static byte* Piece(nint bytes)
    {
        if (bytes > _left)
        {
            _free = Chunk(ChunkSize);
            _left = ChunkSize;
        }
        var memory = _free;
        _free += bytes;
        _left -= bytes;
        return memory;
    }

    static byte* Chunk(nint bytes)
    {
        var chunk = GC.AllocateArray<byte>((int)bytes, pinned: true);
        (_chunks ??= []).Add(chunk);
        return (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(chunk, 0);
    }
}
