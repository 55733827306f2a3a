using System.Runtime.InteropServices;

namespace MemoryProfiler.Memory;

/// <summary>Reads what is in a room once, and gives back what has been read: it is zero afterwards.</summary>
/// <param name="room">The room.</param>
/// <param name="skipped">How many bytes at the beginning are left out.</param>
/// <param name="length">How many bytes are in it.</param>
sealed unsafe partial class DrainedStream(SpillingRoom room, long skipped, long length) : Stream
{
    const long GivenBackAtOnce = 1 << 24;
    const int NotNeeded = 4;

    long _position = Math.Min(skipped, length);
    long _givenBack;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, length - _position);
        new ReadOnlySpan<byte>(room.Start + _position, count).CopyTo(buffer);
        _position += count;
        if (_position - _givenBack >= GivenBackAtOnce)
            GiveBack();
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    void GiveBack()
    {
        var to = _position / Environment.SystemPageSize * Environment.SystemPageSize;
        _ = madvise((nint)room.Start + (nint)_givenBack, (nint)(to - _givenBack), NotNeeded);
        _givenBack = to;
    }

    [LibraryImport("libc")]
    private static partial int madvise(nint address, nint length, int advice);
}
