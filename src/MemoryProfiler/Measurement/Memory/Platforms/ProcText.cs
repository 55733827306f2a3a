using System.Buffers.Text;
using Microsoft.Win32.SafeHandles;

namespace MemoryProfiler.Measurement.Memory.Platforms;

/// <summary>Files of <c>/proc</c> and of control groups, read without allocating.</summary>
static class ProcText
{
    /// <summary>Opens a file; null if there is none or it may not be read.</summary>
    public static SafeFileHandle? Open(string path)
    {
        try
        {
            return File.OpenHandle(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads a file from its start; answers how many bytes there were, 0 if it cannot be read any more.</summary>
    public static int Read(SafeFileHandle? file, Span<byte> text)
    {
        try
        {
            return file is null ? 0 : RandomAccess.Read(file, text, 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>The sum of the numbers in all rows whose name begins so.</summary>
    public static long Sum(ReadOnlySpan<byte> rows, ReadOnlySpan<byte> name)
    {
        long sum = 0;
        while (!rows.IsEmpty)
        {
            var end = rows.IndexOf((byte)'\n');
            var row = end < 0 ? rows : rows[..end];
            rows = end < 0 ? [] : rows[(end + 1)..];
            if (row.StartsWith(name) && Utf8Parser.TryParse(Value(row), out long value, out _))
                sum += value;
        }
        return sum;
    }

    // "Pss:    1234 kB" or "inactive_file 1234".
    static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> row)
    {
        var space = row.IndexOf((byte)' ');
        return space < 0 ? [] : row[space..].TrimStart((byte)' ');
    }
}
