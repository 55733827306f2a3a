using System.Globalization;

namespace MemoryProfiler.Statements.Measuring;

/// <summary>Bytes of one call, and what was read: a line of a file.</summary>
/// <param name="Name">The statement's group and name.</param>
/// <param name="First">The first call.</param>
/// <param name="Unoptimised">The second one, still of unoptimised code.</param>
/// <param name="Hot">The mean when the code is optimised.</param>
/// <param name="Least">The least of these.</param>
/// <param name="Most">The most.</param>
/// <param name="Text">The source, where the table has it.</param>
sealed record Figures(string Name, long First, long Unoptimised, double Hot, long Least, long Most, string Text)
{
    /// <summary>Reads a line.</summary>
    public static Figures Parse(string line)
    {
        var fields = line.Split('\t');
        return new(fields[0], Number(fields[1]), Number(fields[2]), double.Parse(fields[3], CultureInfo.InvariantCulture), Number(fields[4]), Number(fields[5]), fields[6]);
    }

    /// <summary>The line.</summary>
    public override string ToString() =>
        string.Join('\t', Name, First, Unoptimised, Hot.ToString("0.##", CultureInfo.InvariantCulture), Least, Most, Text);

    static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
