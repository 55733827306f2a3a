using System.Runtime.CompilerServices;

namespace MemoryProfiler.RuntimeAsync;

/// <summary>Makes what the JIT would leave out where it sees what becomes of it.</summary>
static class Made
{
    /// <summary>An array, 24 bytes more than its length.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static byte[] Bytes(int length) => new byte[length];
}
