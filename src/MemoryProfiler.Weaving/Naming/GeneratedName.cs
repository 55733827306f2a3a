namespace MemoryProfiler.Weaving.Naming;

/// <summary>
/// The compiler's name for a lambda (<c>&lt;Outer&gt;b__0_0</c>) or local function (<c>&lt;Outer&gt;g__Name|0_0</c>). The
/// outer name may have brackets of its own: <c>&lt;Main&gt;$</c>, an explicit implementation of a generic interface.
/// </summary>
sealed class GeneratedName
{
    GeneratedName(string outer, string? local)
    {
        Outer = outer;
        Local = local;
    }

    /// <summary>The compiled name of the method around it.</summary>
    public string Outer { get; }

    /// <summary>The local function's name; null for a lambda.</summary>
    public string? Local { get; }

    /// <summary>Reads a method's name; null if it is of something else.</summary>
    public static GeneratedName? Of(string name)
    {
        if (name.Length == 0 || name[0] != '<')
            return null;
        var close = Close(name);
        if (close < 0 || string.CompareOrdinal(name, close + 2, "__", 0, 2) != 0)
            return null;
        var outer = name.Substring(1, close - 1);
        var bar = name.IndexOf('|', close);
        return name[close + 1] switch
        {
            'b' when close + 4 < name.Length && char.IsDigit(name[close + 4]) => new GeneratedName(outer, null),
            'g' when bar > 0 => new GeneratedName(outer, name.Substring(close + 4, bar - close - 4)),
            _ => null,
        };
    }

    static int Close(string name)
    {
        var depth = 0;
        for (var i = 0; i < name.Length - 1; i++)
        {
            if (name[i] == '<')
                depth++;
            else if (name[i] == '>' && --depth == 0)
                return i;
        }
        return -1;
    }
}
