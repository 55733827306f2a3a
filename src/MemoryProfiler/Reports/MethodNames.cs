namespace MemoryProfiler.Reports;

/// <summary>Parts of the names that reports have. Compiled into the weaver too.</summary>
static class MethodNames
{
    const string Extension = ".extension";
    const string StaticPrefix = "static ";
    const string Operator = "operator ";
    const string Quotes = "``";

    static readonly string[] _accessors = [".get", ".set", ".init", ".add", ".remove", ".raise"];

    /// <summary>
    /// A method's name up to its parameters, without the receiver of an extension. Explicit interfaces and type arguments
    /// may have parentheses too.
    /// </summary>
    public static string WithoutParameters(string name)
    {
        name = WithoutReceiver(name);
        if (name.Length == 0 || name[name.Length - 1] != ')')
            return name;
        var depth = 0;
        for (var i = name.Length - 1; i >= 0; i--)
        {
            if (IsQuote(name, i))
                i = Math.Max(0, name.LastIndexOf(Quotes, Math.Max(0, i - 2), StringComparison.Ordinal));
            else if (name[i] == ')')
                depth++;
            else if (name[i] == '(' && --depth == 0)
                return name.Substring(0, i).TrimEnd();
        }
        return name;
    }

    /// <summary>Namespace, types and member alone: without parameters, type arguments and the kind of accessor.</summary>
    public static string Plain(string fullName)
    {
        var name = WithoutParameters(fullName);
        if (name.StartsWith(StaticPrefix, StringComparison.Ordinal))
            name = name.Substring(StaticPrefix.Length);
        if (Array.Find(_accessors, accessor => name.EndsWith(accessor, StringComparison.Ordinal)) is { } ending)
            name = name.Substring(0, name.Length - ending.Length);
        return string.Concat(OutsideBrackets(name));
    }

    // Type.extension<T>(Receiver receiver).Member: the block is no type that anybody could name.
    static string WithoutReceiver(string name)
    {
        var start = name.IndexOf(Extension, StringComparison.Ordinal);
        if (start < 0)
            return name;
        var depth = 0;
        for (var i = start + Extension.Length; i < name.Length; i++)
        {
            if (name[i] is '(' or '<' or '[')
                depth++;
            else if (name[i] is ')' or '>' or ']')
                depth--;
            else if (depth == 0)
                return name[i] == '.' && name[i - 1] == ')' ? name.Remove(start, i - start) : name;
        }
        return name;
    }

    static IEnumerable<char> OutsideBrackets(string name)
    {
        var depth = 0;
        // The brackets of an operator are its name.
        var end = name.IndexOf(Operator, StringComparison.Ordinal) is >= 0 and var at ? at : name.Length;
        for (var i = 0; i < name.Length; i++)
        {
            if (depth == 0 && Literal(name, i) is { Length: > 0 } literal)
            {
                foreach (var letter in literal.Trim('`'))
                    yield return letter;
                i += literal.Length - 1;
            }
            else if (i < end && (name[i] is '<' or '['))
                depth++;
            else if (i < end && (name[i] is '>' or ']'))
                depth--;
            else if (depth == 0)
                yield return name[i];
        }
    }

    // F# has any name in quotes, and operators in parentheses: their brackets are no type's.
    static string Literal(string name, int start)
    {
        var end = IsQuote(name, start + 1) ? name.IndexOf(Quotes, start + 2, StringComparison.Ordinal) + 2
            : start > 0 && name[start] == '(' && name[start - 1] == '.' ? name.IndexOf(')', start) + 1
            : 0;
        return end > start ? name.Substring(start, end - start) : "";
    }

    static bool IsQuote(string name, int last) => last > 0 && last < name.Length && name[last] == '`' && name[last - 1] == '`';
}
