namespace MemoryProfiler.Constructs.Flow;

public static class JumpConstructs
{
    [Construct]
    public static void Goto(TextWriter output) => output.WriteLine(FindPair(12));

    [Construct]
    public static void GotoBackToTheStart(TextWriter output) => output.WriteLine(Retry(5));

    [Construct]
    public static void GotoCase(TextWriter output)
    {
        for (var i = 0; i < 4; i++)
            output.WriteLine(Fall(i));
    }

    [Construct]
    public static void IntegerSwitch(TextWriter output)
    {
        for (var i = -1; i < 9; i++)
            output.Write(Table(i));
        output.WriteLine();
    }

    [Construct]
    public static void SparseSwitch(TextWriter output) => output.WriteLine($"{Sparse(1)} {Sparse(1000)} {Sparse(1_000_000)} {Sparse(2)}");

    [Construct]
    public static void StringSwitch(TextWriter output)
    {
        foreach (var word in new[] { "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "none" })
            output.Write(Greek(word));
        output.WriteLine();
    }

    [Construct]
    public static void PatternSwitch(TextWriter output)
    {
        foreach (var value in new object?[] { 1, 20, "text", "", null, new[] { 1, 2 }, new List<int>(), 2.5, (1, "x"), 'c' })
            output.WriteLine(Describe(value));
    }

    [Construct]
    public static void SwitchExpression(TextWriter output)
    {
        foreach (var day in Enum.GetValues<DayOfWeek>())
            output.Write(Kind(day) + " ");
        output.WriteLine();
        Outcome.Write(output, () => output.WriteLine(Kind((DayOfWeek)9)));
    }

    [Construct]
    public static void SwitchExpressionAsArgument(TextWriter output) => output.WriteLine(AsArgument(2) + AsArgument(5));

    [Construct]
    public static void Ternaries(TextWriter output)
    {
        for (var i = 0; i < 5; i++)
            output.Write(Rank(i));
        output.WriteLine();
    }

    [Construct]
    public static void ShortCircuit(TextWriter output) =>
        output.WriteLine($"{Both(null)} {Both("")} {Both("abc")} {Either(null)} {Either("x")}");

    [Profile]
    static string FindPair(int product)
    {
        for (var a = 2; a < product; a++)
        {
            for (var b = a; b < product; b++)
            {
                if (a * b == product)
                    goto found;
                continue;
            found:
                return $"{a}*{b}";
            }
        }
        goto none;
    none:
        return "none";
    }

    [Profile]
    static int Retry(int times)
    {
    again:
        times--;
        if (times > 0)
            goto again;
        return times;
    }

    [Profile]
    static string Fall(int start)
    {
        var path = "";
        switch (start)
        {
            case 0:
                path += "0";
                goto case 2;
            case 1:
                path += "1";
                goto default;
            case 2:
                path += "2";
                break;
            default:
                path += "d";
                break;
        }
        return path;
    }

    [Profile]
    static char Table(int value)
    {
        switch (value)
        {
            case 0: return 'a';
            case 1: return 'b';
            case 2: return 'c';
            case 3:
            case 4: return 'd';
            case 5: return 'e';
            case 6: return 'f';
            case 7: return 'g';
            default: return '-';
        }
    }

    [Profile]
    static string Sparse(int value)
    {
        switch (value)
        {
            case 1:
                return "one";
            case 1000:
                return "thousand";
            case 1_000_000:
                return "million";
        }
        return "other";
    }

    [Profile]
    static int Greek(string word)
    {
        switch (word)
        {
            case "alpha": return 1;
            case "beta": return 2;
            case "gamma": return 3;
            case "delta": return 4;
            case "epsilon": return 5;
            case "zeta": return 6;
            case "eta": return 7;
            case "theta": return 8;
            default: return 0;
        }
    }

    [Profile]
    static string Describe(object? value)
    {
        switch (value)
        {
            case null:
                return "null";
            case int small when small < 10:
                return "small " + small;
            case int number:
                return "number " + number;
            case string { Length: 0 }:
                return "empty";
            case string text when IsLower(text):
                return "lower " + text;
            case int[] and [var first, ..]:
                return "starts with " + first;
            case IReadOnlyCollection<int> { Count: 0 }:
                return "nothing in it";
            case double and > 2 and < 3:
                return "between";
            case (int x, string y):
                return $"tuple {x}{y}";
            default:
                return "unknown";
        }
    }

    [Profile]
    static bool IsLower(string text) => text.All(char.IsLower);

    [Profile]
    static string Kind(DayOfWeek day) => day switch
    {
        DayOfWeek.Saturday or DayOfWeek.Sunday => "end",
        DayOfWeek.Monday => Start(),
        >= DayOfWeek.Tuesday and <= DayOfWeek.Friday => "middle",
        _ => throw new ArgumentOutOfRangeException(nameof(day)),
    };

    [Profile]
    static string Start() => "start";

    [Profile]
    static string AsArgument(int value)
    {
        return string.Concat(
            "<",
            value switch
            {
                < 3 => "low",
                _ => Start(),
            },
            value % 2 == 0
                ? "even"
                : "odd");
    }

    [Profile]
    static char Rank(int value) => value == 0 ? 'A' : value == 1 ? 'B' : value == 2 ? value > 1 ? 'C' : 'X' : 'D';

    [Profile]
    static bool Both(string? text)
    {
        return text is not null
            && text.Length > 0
            && char.IsLetter(text[0]);
    }

    [Profile]
    static int Either(string? text) => text?.Length ?? -1;
}
