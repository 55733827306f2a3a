using System.Globalization;

namespace MemoryProfiler;

/// <summary>Sizes as people write and read them; 1 KB = 1 KiB = 1,024 bytes. Compiled into the weaver too.</summary>
static class ByteSize
{
    /// <summary>What a size has to be, as the end of a sentence.</summary>
    public const string Expected = "write a number and a unit (B, KB, KiB, MB, MiB, GB, GiB, TB or TiB, where 1 KB is 1,024 bytes), for example \"64 KB\"";

    // What is rounded to one decimal reads 1024.0 from here on, which is 1.0 of the next unit.
    const double NextUnit = 1023.95;

    /// <summary>Reads a size such as <c>64 KB</c>, <c>1.5MiB</c> or <c>1024</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The size in bytes, rounded to the nearest.</param>
    /// <param name="error">One sentence naming the text and the mend, or null.</param>
    public static bool TryParse(string? text, out long bytes, out string? error)
    {
        bytes = 0;
        error = null;
        var trimmed = (text ?? "").Trim();
        var unitStart = trimmed.Length;
        while (unitStart > 0 && char.IsLetter(trimmed[unitStart - 1]))
            unitStart--;
        var number = trimmed.Substring(0, unitStart).TrimEnd();
        var shift = Shift(trimmed.Substring(unitStart));
        if (shift < 0 || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            error = $"\"{text}\" is not a size: {Expected}.";
            return false;
        }
        if (value > (decimal)long.MaxValue / (1L << shift))
        {
            error = $"\"{text}\" is more than {long.MaxValue.ToString("N0", CultureInfo.InvariantCulture)} bytes: {Expected}.";
            return false;
        }
        bytes = (long)Math.Round(value * (1L << shift), MidpointRounding.AwayFromZero);
        return true;
    }

    /// <summary>Bytes below 10,000, else one decimal of KiB, MiB, GiB or TiB: as all reports show them. <c>base.js</c> has the same rule.</summary>
    public static string Format(long bytes)
    {
        var magnitude = Math.Abs((double)bytes);
        return magnitude switch
        {
            < 10_000 => bytes.ToString("N0", CultureInfo.InvariantCulture) + " B",
            < NextUnit * (1L << 10) => Scaled(bytes, 10, "KiB"),
            < NextUnit * (1L << 20) => Scaled(bytes, 20, "MiB"),
            < NextUnit * (1L << 30) => Scaled(bytes, 30, "GiB"),
            _ => Scaled(bytes, 40, "TiB"),
        };
    }

    /// <summary>The exact number of bytes, as text that can be read again.</summary>
    public static string FormatBytes(long bytes) => bytes.ToString(CultureInfo.InvariantCulture) + " B";

    /// <summary>An average of bytes. From 10 B on it is whole, as no byte has a fraction. Below it has the digits that tell it from none.</summary>
    public static string FormatAverage(double bytes) =>
        bytes.ToString(Math.Abs(bytes) >= 10 ? "N0" : "0.###", CultureInfo.InvariantCulture) + " B";

    /// <summary>One decimal of MiB, the unit of resident memory in every table.</summary>
    public static string FormatMiB(long bytes) => Scaled(bytes, 20, "MiB");

    static string Scaled(long bytes, int shift, string unit)
    {
        var number = (bytes / (double)(1L << shift)).ToString("F1", CultureInfo.InvariantCulture);
        // What rounds to nothing has no sign.
        return (number == "-0.0" ? "0.0" : number) + " " + unit;
    }

    static int Shift(string unit) => unit.ToUpperInvariant() switch
    {
        "" or "B" or "BYTE" or "BYTES" => 0,
        "K" or "KB" or "KIB" => 10,
        "M" or "MB" or "MIB" => 20,
        "G" or "GB" or "GIB" => 30,
        "T" or "TB" or "TIB" => 40,
        _ => -1,
    };
}
