using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using MemoryProfiler.Graph;
using MemoryProfiler.Memory;

namespace MemoryProfiler.Sessions;

/// <summary>
/// Takes all that comes from a socket in one call, on a thread of its own. The call loops in the C library, so that it goes on
/// while all managed code stands still, and after the process was stopped by a signal. What is beyond the room is taken too and
/// thrown away, as whoever sends would else wait for ever. Linux.
/// </summary>
sealed unsafe partial class Drain : IDisposable
{
    // No collection describes more than this many times the memory that there is.
    const int MostOfMemory = 4;

    const int SetMask = 2;
    const int MaskBytes = 128;
    const int CopyNotInherited = 1030;
    const int Unbuffered = 2;

    // Faults of the thread itself are not to be held back.
    const ulong Faults = 1UL << 3 | 1UL << 4 | 1UL << 5 | 1UL << 6 | 1UL << 7 | 1UL << 10;

    static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    readonly SpillingRoom _room;
    readonly nint _file;
    readonly string[] _calls;
    readonly Thread _thread;
    volatile string? _place;
    long _count;
    int _isClosed;

    /// <summary>Room for so many bytes, which take memory when they come.</summary>
    /// <exception cref="InsufficientMemoryException">The system does not give it.</exception>
    public Drain(Socket socket, long capacity)
    {
        _room = new SpillingRoom(capacity, MostOfMemory * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        var copy = fcntl((int)socket.SafeHandle.DangerousGetHandle(), CopyNotInherited, 0);
        _file = copy < 0 ? 0 : fdopen(copy, "r");
        if (_file == 0)
        {
            _room.Dispose();
            throw new InsufficientMemoryException("The system gives no further file.");
        }
        _ = setvbuf(_file, 0, Unbuffered, 0);
        _calls = [.. (CallNumbers ?? []).Select(number => string.Create(CultureInfo.InvariantCulture, $"{number} 0x{copy:x} "))];
        _thread = new Thread(Run) { IsBackground = true, Name = "MemoryProfiler heap drain" };
    }

    ~Drain() => Close();

    /// <summary>Whether this system has what it needs.</summary>
    public static bool IsPossible => OperatingSystem.IsLinux() && Environment.Is64BitProcess && BitConverter.IsLittleEndian && CallNumbers is not null;

    // What the C library reads a socket with: read, or readv.
    static int[]? CallNumbers => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => [0, 19],
        Architecture.Arm64 => [63, 65],
        _ => null,
    };

    /// <summary>Begins. Nothing may be asked of the sender before it has.</summary>
    /// <returns>Whether the system says that the thread waits in its call.</returns>
    public bool Begin()
    {
        _thread.Start();
        var end = DateTime.UtcNow + _patience;
        while (DateTime.UtcNow < end && _thread.IsAlive)
        {
            if (_place is { } place && IsInCall(place))
                return true;
            Thread.Yield();
        }
        return false;
    }

    /// <summary>Whether all has come; waits for it at most so long.</summary>
    public bool HasEnded(TimeSpan wait) => _thread.Join(wait);

    /// <summary>Whether so much has come as is looked for, at a place near the beginning.</summary>
    public bool Has(int position, ReadOnlySpan<byte> bytes)
    {
        Thread.MemoryBarrier();
        return new ReadOnlySpan<byte>(_room.Start + position, bytes.Length).SequenceEqual(bytes);
    }

    /// <summary>The first bytes.</summary>
    public ReadOnlySpan<byte> First(int count) => new(_room.Start, count);

    /// <summary>What came behind the first bytes, once it has ended.</summary>
    /// <exception cref="MemoryBudgetException">More came than there was room for.</exception>
    public DrainedStream Events(int skipped) => _count > _room.Kept ? throw new MemoryBudgetException() : new DrainedStream(_room, skipped, _count);

    /// <summary>The socket has to be shut down before, so that the thread ends.</summary>
    public void Dispose()
    {
        if (_thread.ThreadState.HasFlag(ThreadState.Unstarted) || _thread.Join(_patience))
        {
            Close();
            _room.Dispose();
            GC.SuppressFinalize(this);
        }
    }

    // Who handles a signal may end the call before its time.
    void Run()
    {
        var old = stackalloc ulong[MaskBytes / sizeof(ulong)];
        var mask = stackalloc ulong[MaskBytes / sizeof(ulong)];
        new Span<ulong>(mask, MaskBytes / sizeof(ulong)).Fill(ulong.MaxValue);
        mask[0] &= ~Faults;
        try
        {
            _ = pthread_sigmask(SetMask, mask, old);
            _place = $"{File.ResolveLinkTarget("/proc/thread-self", returnFinalTarget: false)!.FullName}/syscall";
            _count = (long)fread(_room.Start, 1, (nuint)_room.Length, _file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Without the place it has not begun.
        }
        finally
        {
            _ = pthread_sigmask(SetMask, old, null);
        }
    }

    bool IsInCall(string place)
    {
        try
        {
            var call = File.ReadAllText(place);
            return _calls.Any(known => call.StartsWith(known, StringComparison.Ordinal));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    void Close()
    {
        if (_file != 0 && Interlocked.Exchange(ref _isClosed, 1) == 0)
            _ = fclose(_file);
    }

    [LibraryImport("libc")]
    private static partial int fcntl(int file, int command, int argument);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint fdopen(int file, string mode);

    [LibraryImport("libc")]
    private static partial int setvbuf(nint file, nint buffer, int mode, nuint size);

    [LibraryImport("libc")]
    private static partial nuint fread(void* bytes, nuint size, nuint count, nint file);

    [LibraryImport("libc")]
    private static partial int fclose(nint file);

    [LibraryImport("libc")]
    private static partial int pthread_sigmask(int how, ulong* mask, ulong* old);
}
