using MemoryProfiler.Statements.Inputs;

namespace MemoryProfiler.Statements.Cases;

/// <summary>Names and values of enums.</summary>
static class Enums
{
    public static void Enum_as_text()
    {
        Given.Kept = Given.Color.ToString();
    }

    public static void Enum_interpolated()
    {
        Given.Kept = $"{Given.Color}";
    }

    public static void Flags_as_text()
    {
        Given.Kept = Given.Sides.ToString();
    }

    public static void Enum_GetValues()
    {
        Given.Kept = Enum.GetValues<Color>();
    }

    public static void Enum_GetNames()
    {
        Given.Kept = Enum.GetNames<Color>();
    }

    public static void Enum_TryParse()
    {
        Given.Sum += Enum.TryParse<Color>("Red", out var color) ? (int)color : 0;
    }

    public static void Enum_IsDefined()
    {
        Given.Sum += Enum.IsDefined(Given.Color) ? 1 : 0;
    }
}
