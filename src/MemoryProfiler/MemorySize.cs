using System.Globalization;

namespace MemoryProfiler;

/// <summary>
/// A size in bytes, written as a number (<c>1024</c>) or as text (<c>"64 KB"</c>, <c>"1.5 MiB"</c>). 1 KB = 1 KiB = 1,024
/// bytes. Both convert by themselves wherever a size is asked for. Text is read, and refused, by the method it is given
/// to.
/// </summary>
public readonly struct MemorySize : IEquatable<MemorySize>
{
    readonly long _bytes;
    readonly string? _text;

    MemorySize(long bytes, string? text)
    {
        _bytes = bytes;
        _text = text;
    }

    /// <summary>A number of bytes.</summary>
    /// <param name="bytes">How many.</param>
    public static MemorySize FromInt64(long bytes) => new(bytes, null);

    /// <summary>A size as text, such as <c>"64 KB"</c>.</summary>
    /// <param name="text">A number and a unit: B, KB, KiB, MB, MiB, GB, GiB, TB or TiB.</param>
    public static MemorySize FromString(string text) => new(0, text ?? "");

    /// <summary>A number of bytes.</summary>
    /// <param name="bytes">How many.</param>
    public static implicit operator MemorySize(long bytes) => FromInt64(bytes);

    /// <summary>A size as text, such as <c>"64 KB"</c>.</summary>
    /// <param name="text">A number and a unit: B, KB, KiB, MB, MiB, GB, GiB, TB or TiB.</param>
    public static implicit operator MemorySize(string text) => FromString(text);

    /// <summary>Whether two sizes are written alike.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(MemorySize left, MemorySize right) => left.Equals(right);

    /// <summary>Whether two sizes are written differently.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(MemorySize left, MemorySize right) => !left.Equals(right);

    /// <summary>The bytes of a parameter.</summary>
    /// <exception cref="ArgumentException">The text is no size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    internal long ToBytes(string parameter)
    {
        if (_text is not null)
            return ByteSize.TryParse(_text, out var bytes, out var error) ? bytes : throw new ArgumentException(error, parameter);
        if (_bytes < 0)
            throw new ArgumentOutOfRangeException(parameter, string.Create(CultureInfo.InvariantCulture, $"{_bytes:N0} B is no size: give 0 or more bytes, or a text such as \"64 KB\"."));
        return _bytes;
    }

    /// <summary>Whether this is written as another is.</summary>
    /// <param name="other">The other.</param>
    public bool Equals(MemorySize other) => _bytes == other._bytes && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <summary>Whether this is written as another is.</summary>
    /// <param name="obj">The other.</param>
    public override bool Equals(object? obj) => obj is MemorySize other && Equals(other);

    /// <summary>A hash of the number or text.</summary>
    public override int GetHashCode() => HashCode.Combine(_bytes, _text);

    /// <summary>The text as written, or the bytes as reports show them.</summary>
    public override string ToString() => _text ?? ByteSize.Format(_bytes);
}
