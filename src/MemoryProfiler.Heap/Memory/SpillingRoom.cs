using System.Runtime.InteropServices;

namespace MemoryProfiler.Memory;

/// <summary>
/// Addresses for more bytes than are kept: behind these lies one piece of memory over and over. It takes memory where it is
/// written. Linux, 64 bits.
/// </summary>
sealed unsafe partial class SpillingRoom : IDisposable
{
    const int MostPieces = 1024;
    const int ReadAndWrite = 3;
    const int Shared = 1;
    const int Private = 2;
    const int AtThisPlace = 0x10;
    const int Anonymous = 0x20;
    const int WithoutReserve = 0x4000;
    const uint NotInherited = 1;
    const nint Failed = -1;

    readonly nint _start;
    int _isFree;

    /// <summary>Room for so many bytes, and for so many more that are not kept.</summary>
    /// <exception cref="InsufficientMemoryException">The system does not give it.</exception>
    public SpillingRoom(long kept, long beyond)
    {
        var piece = RoundUp((beyond + MostPieces - 1) / MostPieces);
        Kept = RoundUp(kept);
        Length = Kept + MostPieces * piece;
        _start = mmap(0, (nint)Length, ReadAndWrite, Private | Anonymous | WithoutReserve, -1, 0);
        if (_start == Failed || !Fold((nint)piece))
        {
            Free();
            GC.SuppressFinalize(this);
            throw new InsufficientMemoryException("The system gives no addresses for what a runtime sends.");
        }
    }

    ~SpillingRoom() => Free();

    /// <summary>How many bytes are kept: those at the beginning.</summary>
    public long Kept { get; }

    /// <summary>How many bytes may be written.</summary>
    public long Length { get; }

    public byte* Start => (byte*)_start;

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    static long RoundUp(long bytes) => (Math.Max(bytes, 1) + Environment.SystemPageSize - 1) / Environment.SystemPageSize * Environment.SystemPageSize;

    bool Fold(nint piece)
    {
        var file = memfd_create("MemoryProfiler", NotInherited);
        if (file < 0)
            return false;
        var isFolded = ftruncate(file, piece) == 0;
        for (var i = 0; i < MostPieces && isFolded; i++)
            isFolded = mmap(_start + (nint)Kept + i * piece, piece, ReadAndWrite, Shared | AtThisPlace, file, 0) != Failed;
        _ = close(file);
        return isFolded;
    }

    void Free()
    {
        if (_start != Failed && Interlocked.Exchange(ref _isFree, 1) == 0)
            _ = munmap(_start, (nint)Length);
    }

    [LibraryImport("libc")]
    private static partial nint mmap(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc")]
    private static partial int munmap(nint address, nint length);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int memfd_create(string name, uint flags);

    [LibraryImport("libc")]
    private static partial int ftruncate(int file, nint length);

    [LibraryImport("libc")]
    private static partial int close(int file);
}
