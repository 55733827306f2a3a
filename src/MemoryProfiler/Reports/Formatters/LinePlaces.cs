using System.Globalization;

namespace MemoryProfiler.Reports.Formatters;

/// <summary>What tables call a line: its number, or <c>IL_0012</c> where offsets stand in for lines.</summary>
static class LinePlaces
{
    /// <summary>A line by its number.</summary>
    public static string Of(MethodProfile method, LineProfile line) => Text(method, line.LineNumber);

    /// <summary>A method's first line by its number.</summary>
    public static string First(MethodProfile method) => Text(method, method.FirstLine);

    static string Text(MethodProfile method, int number) =>
        method.BodyToken is null ? number.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"IL_{number:x4}");
}
