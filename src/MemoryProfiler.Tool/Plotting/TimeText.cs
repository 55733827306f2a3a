using System.Globalization;

namespace MemoryProfiler.Tool.Plotting;

/// <summary>Times and rates as pictures show them; <c>timeline.js</c> has the same rule.</summary>
static class TimeText
{
    const double LongestInSeconds = 120;
    const long KiB = 1 << 10;
    const long MiB = 1 << 20;

    /// <summary>A time with the unit that suits it.</summary>
    public static string Of(TimeSpan time) => time.TotalSeconds switch
    {
        0 => "0 s",
        < 0.01 => Invariant($"{time.TotalMilliseconds:F2} ms"),
        < 1 => Invariant($"{time.TotalMilliseconds:F0} ms"),
        < 10 => Invariant($"{time.TotalSeconds:F2} s"),
        < LongestInSeconds => Invariant($"{time.TotalSeconds:F1} s"),
        _ => Minutes(time),
    };

    /// <summary>A moment, to the second where that is exact enough.</summary>
    public static string Moment(TimeSpan time) =>
        time.TotalSeconds is >= 10 and < LongestInSeconds ? Invariant($"{time.TotalSeconds:F0} s") : Of(time);

    /// <summary>Bytes a second, with their sign.</summary>
    public static string Rate(double bytes)
    {
        var sign = bytes < 0 ? "-" : "+";
        return sign + Math.Abs(bytes) switch
        {
            < KiB => Invariant($"{Math.Abs(bytes):F0} B/s"),
            < MiB => Invariant($"{Math.Abs(bytes) / KiB:F1} KiB/s"),
            _ => Invariant($"{Math.Abs(bytes) / MiB:N2} MiB/s"),
        };
    }

    static string Minutes(TimeSpan time)
    {
        var seconds = (long)Math.Round(time.TotalSeconds);
        return seconds < 7200 ? Invariant($"{seconds / 60} min {seconds % 60:00} s") : Invariant($"{seconds / 3600} h {seconds % 3600 / 60:00} min");
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
