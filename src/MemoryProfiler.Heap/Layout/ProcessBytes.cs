using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemoryProfiler.Layout;

/// <summary>
/// Reads the own process's memory through the system. The system answers with less where nothing is mapped any more; a
/// pointer would end the process there. Linux and Windows; elsewhere nothing can be read.
/// </summary>
sealed unsafe partial class ProcessBytes : IDisposable
{
    const int WindowBytes = 1 << 18;

    readonly SafeFileHandle? _memory = Open();
    byte[] _window = new byte[WindowBytes];
    ulong _start;
    int _length;

    /// <summary>The bytes at an address, valid until the next call; fewer, or none, if they cannot be read.</summary>
    public ReadOnlySpan<byte> Read(ulong address, int count)
    {
        if (address < _start || address + (ulong)count > _start + (ulong)_length)
            Move(address, Math.Max(count, WindowBytes));
        var from = (int)(address - _start);
        return _window.AsSpan(from, Math.Min(count, _length - from));
    }

    public void Dispose() => _memory?.Dispose();

    void Move(ulong address, int count)
    {
        if (_window.Length < count)
            _window = new byte[count];
        _start = address;
        _length = ReadAt(address, _window.AsSpan(0, count));
    }

    int ReadAt(ulong address, Span<byte> bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            fixed (byte* target = bytes)
                return ReadProcessMemory(-1, (nint)address, target, bytes.Length, out var read) || read > 0 ? (int)read : 0;
        }
        try
        {
            return _memory is null ? 0 : RandomAccess.Read(_memory, bytes, (long)address);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    static SafeFileHandle? Open()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            return File.OpenHandle("/proc/self/mem");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool ReadProcessMemory(nint process, nint address, byte* buffer, nint size, out nint read);
}
