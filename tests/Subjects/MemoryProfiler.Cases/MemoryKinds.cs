using System.Runtime.InteropServices;

namespace MemoryProfiler.Cases;

/// <summary>Memory that is reserved, written to, managed and given back: each kind moves other metrics.</summary>
static class MemoryKinds
{
    const int Size = 64 * 1048576;

    [Profile]
    public static void Run()
    {
        var native = Marshal.AllocHGlobal(Size);
        Touch(native);
        var managed = new byte[Size / 2];
        GC.KeepAlive(managed);
        Marshal.FreeHGlobal(native);
    }

    static void Touch(nint block)
    {
        for (var offset = 0; offset < Size; offset += 4096)
            Marshal.WriteByte(block, offset, 1);
    }
}
