using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemoryProfiler.SiteModes;

/// <summary>Allocates what is known: at the peak all but the late strings live, at the end nodes, pinned arrays and late strings.</summary>
static class KnownProgram
{
    public const int Megabyte = 1 << 20;
    public const int NodeBytes = 32;
    public const int BufferLength = 1_000;
    public const int BufferBytes = 1_024;
    public const int LargeLength = Megabyte;
    public const int LargeBytes = Megabyte + 24;
    public const int PinnedLength = 8_000;
    public const int PinnedBytes = 8_024;
    public const int TextLength = 489;
    public const int TextBytes = 1_000;
    public const int Hundred = 100 * Megabyte;
    public const int Fifteen = 15 * Megabyte;
    public const int Fifty = 50 * Megabyte;

    static readonly byte[][] _buffers = new byte[Hundred / BufferBytes][];
    static readonly byte[][] _large = new byte[Hundred / LargeBytes][];
    static readonly byte[][] _onPinnedHeap = new byte[Fifteen / LargeBytes][];
    static readonly byte[][] _byHandle = new byte[Fifteen / PinnedBytes][];
    static readonly GCHandle[] _handles = new GCHandle[Fifteen / PinnedBytes];
    static readonly string[] _late = new string[Fifty / TextBytes];
    static Node? _first;

    public static void Run()
    {
        MakeNodes();
        Collect(blocking: false);
        MakeGarbage();
        MakeBuffers();
        MakeLarge();
        Collect(blocking: false);
        PinByHandle();
        MakePinned();
        MakeGarbage();
        Collect(blocking: true);
        Array.Clear(_buffers);
        Array.Clear(_large);
        Collect(blocking: false);
        MakeGarbage();
        MakeLate();
        Collect(blocking: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void MakeNodes()
    {
        for (var i = 0; i < Hundred / NodeBytes; i++)
            _first = new Node(_first);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void MakeBuffers()
    {
        for (var i = 0; i < _buffers.Length; i++)
            _buffers[i] = new byte[BufferLength];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void MakeLarge()
    {
        for (var i = 0; i < _large.Length; i++)
            _large[i] = new byte[LargeLength];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void PinByHandle()
    {
        for (var i = 0; i < _byHandle.Length; i++)
        {
            _byHandle[i] = new byte[PinnedLength];
            _handles[i] = GCHandle.Alloc(_byHandle[i], GCHandleType.Pinned);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void MakePinned()
    {
        for (var i = 0; i < _onPinnedHeap.Length; i++)
            _onPinnedHeap[i] = GC.AllocateUninitializedArray<byte>(LargeLength, pinned: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void MakeLate()
    {
        for (var i = 0; i < _late.Length; i++)
            _late[i] = new string('x', TextLength);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void MakeGarbage()
    {
        for (var i = 0; i < 4 * Hundred / BufferBytes; i++)
            GC.KeepAlive(new byte[BufferLength]);
    }

    static void Collect(bool blocking) => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking);

    // 8 bytes of header and of type, and two fields.
    sealed class Node(Node? next)
    {
        public readonly Node? Next = next;
        public readonly long Number = 1;
    }
}
