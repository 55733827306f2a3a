namespace MemoryProfiler.Reports;

/// <summary>Parts of the names that reports have.</summary>
static class MethodNames
{
    static readonly string[] _accessors = [".get", ".set", ".init", ".add", ".remove"];

    /// <summary>A method's name up to its parameters; explicit interfaces and type arguments may have parentheses too.</summary>
    public static string WithoutParameters(string name)
    {
        if (!name.EndsWith(')'))
            return name;
        var depth = 0;
        for (var i = name.Length - 1; i >= 0; i--)
        {
            if (name[i] == ')')
                depth++;
            else if (name[i] == '(' && --depth == 0)
                return name[..i];
        }
        return name;
    }

    /// <summary>Namespace, types and member alone: without parameters, type arguments and the kind of accessor.</summary>
    public static string Plain(string fullName)
    {
        var name = WithoutParameters(fullName);
        if (Array.Find(_accessors, accessor => name.EndsWith(accessor, StringComparison.Ordinal)) is { } ending)
            name = name[..^ending.Length];
        return string.Concat(OutsideBrackets(name));
    }

    static IEnumerable<char> OutsideBrackets(string name)
    {
        var depth = 0;
        // The brackets of an operator are its name.
        var end = name.IndexOf("operator ", StringComparison.Ordinal) is >= 0 and var at ? at : name.Length;
        for (var i = 0; i < name.Length; i++)
        {
            if (i < end && name[i] == '<')
                depth++;
            else if (i < end && name[i] == '>')
                depth--;
            else if (depth == 0)
                yield return name[i];
        }
    }
}
