using System.Diagnostics;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;
using MemoryProfiler.Statements.Inputs;

namespace MemoryProfiler.Statements.Cases;

/// <summary>What programs ask of the class library.</summary>
static class Library
{
    static readonly Regex Digits = new("[0-9]+");
    static readonly Document Document = new();

    public static void Json_written()
    {
        Given.Kept = JsonSerializer.Serialize(Document);
    }

    public static void Json_written_as_bytes()
    {
        Given.Kept = JsonSerializer.SerializeToUtf8Bytes(Document);
    }

    public static void Json_read()
    {
        Given.Kept = JsonSerializer.Deserialize<Document>("""{"Pages":1,"Title":"x"}""");
    }

    public static void Json_with_options_of_its_own()
    {
        Given.Sum += JsonSerializer.Serialize(Given.Seven, new JsonSerializerOptions()).Length;
    }

    public static void Regex_IsMatch()
    {
        Given.Sum += Digits.IsMatch("abc123") ? 1 : 0;
    }

    public static void Regex_Match()
    {
        Given.Kept = Digits.Match("abc123");
    }

    public static void Regex_Replace()
    {
        Given.Kept = Digits.Replace("a1b2c3", "#");
    }

    public static void Matches_enumerated_as_values()
    {
        foreach (var match in Digits.EnumerateMatches("a1b2c3"))
            Given.Sum += match.Length;
    }

    public static void File_Exists()
    {
        Given.Sum += File.Exists("nowhere.txt") ? 1 : 0;
    }

    public static void Paths_combined()
    {
        Given.Kept = Path.Combine("a", "b", "c.txt");
    }

    public static void Uri_made()
    {
        Given.Kept = new Uri("http://localhost/a?b=c");
    }

    public static void Time_of_the_day()
    {
        Given.Sum += DateTime.Now.Ticks & 1;
    }

    public static void Random_made()
    {
        Given.Kept = new Random();
    }

    public static void Random_made_with_a_seed()
    {
        Given.Kept = new Random(5);
    }

    public static void Random_shared()
    {
        Given.Sum += Random.Shared.Next(10);
    }

    public static void Stopwatch_timestamp()
    {
        Given.Sum += Stopwatch.GetTimestamp() & 1;
    }

    public static void Big_integers_multiplied()
    {
        Given.Kept = BigInteger.Pow(Given.Seven, 50);
    }

    public static void MemoryStream_of_a_hundred_bytes()
    {
        using var stream = new MemoryStream();
        for (var i = 0; i < 100; i++)
            stream.WriteByte(1);
        Given.Sum += stream.Length;
    }

    public static void Environment_variable()
    {
        Given.Kept = Environment.GetEnvironmentVariable("NOWHERE_SET");
    }

    public static void Version_as_text()
    {
        Given.Kept = new Version(1, 2, 3).ToString();
    }
}
