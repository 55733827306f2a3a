using System.Globalization;

namespace MemoryProfiler.Timeline.Files;

/// <summary>
/// The numbers of a <c>.dat</c> file: MiB with 4 or 6 decimals and seconds since 1970 with 4. They are rounded as
/// Python's <c>%f</c> rounds, half to even on the exact value. A number that is read and written again has the same
/// digits.
/// </summary>
static class DatNumbers
{
    const decimal MiB = 1 << 20;
    const decimal KiB = 1 << 10;

    /// <summary>Decimals of a sample's memory.</summary>
    public const int SampleDecimals = 6;

    /// <summary>Decimals of a function's memory, and of times.</summary>
    public const int Decimals = 4;

    /// <summary>Bytes from MiB.</summary>
    public static bool TryBytes(string text, out long bytes)
    {
        bytes = 0;
        if (!TryNumber(text, out var mebibytes) || Math.Abs(mebibytes) > long.MaxValue / MiB)
            return false;
        // What systems count in pages and KiB, 6 decimals do not tell exactly: the whole KiB that reads so is what was meant.
        var whole = Math.Round(mebibytes * KiB) * KiB;
        bytes = (long)(Math.Round(whole / MiB, mebibytes.Scale, MidpointRounding.ToEven) == mebibytes ? whole : Math.Round(mebibytes * MiB));
        return true;
    }

    /// <summary>A moment from seconds since 1970.</summary>
    public static bool TryTime(string text, out DateTimeOffset time)
    {
        time = default;
        if (!TryNumber(text, out var seconds))
            return false;
        var ticks = (Math.Abs(seconds) <= long.MaxValue / (decimal)TimeSpan.TicksPerSecond ? Math.Round(seconds * TimeSpan.TicksPerSecond) : long.MaxValue) + DateTimeOffset.UnixEpoch.Ticks;
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.Ticks)
            return false;
        time = new DateTimeOffset((long)ticks, TimeSpan.Zero);
        return true;
    }

    /// <summary>Bytes as MiB.</summary>
    public static string Bytes(long bytes, int decimals) => Format(bytes / MiB, decimals);

    /// <summary>A moment as seconds since 1970.</summary>
    public static string Time(DateTimeOffset time) => Format((time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / (decimal)TimeSpan.TicksPerSecond, Decimals);

    static string Format(decimal number, int decimals) =>
        Math.Round(number, decimals, MidpointRounding.ToEven).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    static bool TryNumber(string text, out decimal number) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
