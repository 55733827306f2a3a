using System.Globalization;

namespace MemoryProfiler.Tool.Plotting;

/// <summary>Round places on an axis and what is written there. The first or last one says the unit.</summary>
/// <param name="Positions">Where, in bytes or seconds.</param>
/// <param name="Labels">What is written there.</param>
sealed record AxisTicks(double[] Positions, string[] Labels)
{
    const double LongestInSeconds = 180;
    const double LongestInMinutes = 7200;
    static readonly double[] _steps = [1, 2, 2.5, 5, 10];
    static readonly double[] _timeSteps = [60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400];
    static readonly (double Size, string Name)[] _units = [(1L << 30, "GiB"), (1L << 20, "MiB"), (1L << 10, "KiB"), (1, "B")];

    /// <summary>An axis of bytes from 0 to somewhat above the highest.</summary>
    /// <param name="most">The highest.</param>
    /// <param name="count">About how many places there are.</param>
    public static AxisTicks OfBytes(long most, int count)
    {
        most = Math.Max(most, 1);
        var (size, name) = Array.Find(_units, unit => unit.Size == 1 || most >= (unit.Size == 1 << 10 ? 10_000 : 1.5 * unit.Size));
        var step = Step(most * 1.04 / size, count);
        var last = Math.Ceiling(most * 1.03 / size / step - 1e-9);
        var values = Enumerable.Range(0, (int)last + 1).Select(i => i * step).ToArray();
        return new AxisTicks(
            [.. values.Select(value => value * size)],
            [.. values.Select((value, i) => value.ToString("#,0.##", CultureInfo.InvariantCulture) + (i == values.Length - 1 ? " " + name : ""))]);
    }

    /// <summary>An axis of times.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="count">How many places there are at most, about.</param>
    public static AxisTicks OfTime(TimeSpan from, TimeSpan to, int count)
    {
        var length = (to - from).TotalSeconds;
        if (length <= 0)
            return new AxisTicks([from.TotalSeconds], [TimeText.Of(from)]);
        var step = length >= LongestInSeconds ? _timeSteps.FirstOrDefault(step => length / step <= count, _timeSteps[^1]) : Step(length, count);
        var first = (long)Math.Ceiling(from.TotalSeconds / step - 1e-9);
        var places = (int)((long)Math.Floor(to.TotalSeconds / step + 1e-9) - first + 1);
        var values = Enumerable.Range(0, Math.Max(places, 0)).Select(i => (first + i) * step).ToArray();
        return new AxisTicks(values, [.. values.Select(value => Label(value, step, to.TotalSeconds))]);
    }

    static double Step(double length, int count)
    {
        var raw = length / count;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return _steps.First(step => step * power >= raw * (1 - 1e-9)) * power;
    }

    static string Label(double seconds, double step, double end) =>
        step < 60 ? seconds.ToString("0.#########", CultureInfo.InvariantCulture) + " s"
        : end < LongestInMinutes ? (seconds / 60).ToString("0", CultureInfo.InvariantCulture) + " min"
        : string.Create(CultureInfo.InvariantCulture, $"{(long)seconds / 3600}:{(long)seconds % 3600 / 60:00} h");
}
