using System.Text;

namespace MemoryProfiler.Naming;

/// <summary>
/// What types of another process, or of a file, are called in C#: the runtime sends <c>List`1[Shop.Order]</c>, and PerfView and
/// dotnet-gcdump write <c>List&lt;Shop.Order&gt;</c>. The class that a type is nested in is not in either.
/// </summary>
static class ForeignNames
{
    const string NameEnds = "<>[], ";

    /// <summary>With namespaces.</summary>
    public static string Full(string name) => Parsed(name).Replace('+', '.');

    /// <summary>Without them, and keywords for what C# has some for.</summary>
    public static string Short(string name)
    {
        var full = Parsed(name);
        var text = new StringBuilder();
        var start = 0;
        for (var i = 0; i <= full.Length; i++)
        {
            if (i < full.Length && !NameEnds.Contains(full[i]))
                continue;
            text.Append(Last(full[start..i]));
            if (i < full.Length)
                text.Append(full[i]);
            start = i + 1;
        }
        return text.Replace('+', '.').ToString();
    }

    static string Last(string name)
    {
        var plus = name.IndexOf('+');
        return TypeNames.Keyword(name) ?? name[(name.LastIndexOf('.', plus < 0 ? Math.Max(name.Length - 1, 0) : plus) + 1)..];
    }

    static string Parsed(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length;)
        {
            switch (name[i])
            {
                case '`':
                    for (i++; i < name.Length && char.IsAsciiDigit(name[i]);)
                        i++;
                    break;
                case '[' or '<' when Rank(name, i) is var end && end > 0:
                    // Files have the brackets of a compiler's <>c as those of an array.
                    var isOfCompiler = end == i + 2 && end < name.Length && char.IsAsciiLetter(name[end]);
                    text.Append(isOfCompiler ? '<' : '[').Append(name, i + 1, end - i - 2).Append(isOfCompiler ? '>' : ']');
                    i = end;
                    break;
                case ',':
                    text.Append(", ");
                    for (i++; i < name.Length && name[i] == ' ';)
                        i++;
                    break;
                case var next:
                    text.Append(next switch { '[' => '<', ']' => '>', _ => next });
                    i++;
                    break;
            }
        }
        return text.ToString();
    }

    // Behind the brackets of an array, which hold commas alone; 0 if these are others.
    static int Rank(string name, int start)
    {
        var end = start + 1;
        while (end < name.Length && name[end] is ',' or '*')
            end++;
        return end < name.Length && name[end] is ']' or '>' ? end + 1 : 0;
    }
}
