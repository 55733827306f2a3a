namespace MemoryProfiler.Reports.Saving;

/// <summary>A new file that is made when there is something to write into it, so that a process that is killed before leaves no empty one.</summary>
/// <param name="path">The file.</param>
sealed class LateFile(string path) : Stream
{
    FileStream? _file;

    public override bool CanRead => false;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => _file?.Length ?? 0;

    public override long Position
    {
        get => _file?.Position ?? 0;
        set => Made().Position = value;
    }

    /// <summary>Makes the file, if nothing has been written.</summary>
    public void Make() => Made();

    public override void Write(ReadOnlySpan<byte> buffer) => Made().Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => _file?.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => Made().Seek(offset, origin);

    public override void SetLength(long value) => Made().SetLength(value);

    protected override void Dispose(bool disposing)
    {
        _file?.Dispose();
        base.Dispose(disposing);
    }

    FileStream Made() => _file ??= new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
}
