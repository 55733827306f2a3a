namespace MemoryProfiler.Flames;

/// <summary>Which part of a long name is shown in a box.</summary>
static class FlameName
{
    /// <summary>
    /// Of a method its type and name, without namespace and parameters. Of a type its name and, where the type around it is
    /// generic, that one's too. Dots and brackets in type arguments are no ends.
    /// </summary>
    public static Range Shown(string name, FlameKind kind) => kind switch
    {
        FlameKind.Rest => Range.All,
        FlameKind.Type => TypeStart(name)..name.Length,
        _ => MethodRange(name),
    };

    static Range MethodRange(string name)
    {
        var end = Parameters(name);
        // A constructor's name begins with a dot itself.
        var dot = LastDot(name, end);
        if (dot > 0 && name[dot - 1] == '.')
            dot--;
        return (dot < 0 ? 0 : LastDot(name, dot) + 1)..end;
    }

    static int Parameters(string name)
    {
        var depth = 0;
        for (var i = 0; i < name.Length; i++)
        {
            depth += Step(name[i]);
            if (name[i] == '(' && depth == 0)
                return i > 0 && name[i - 1] == ' ' ? i - 1 : i;
        }
        return name.Length;
    }

    static int TypeStart(string name)
    {
        var generic = name.IndexOf('<', StringComparison.Ordinal);
        return LastDot(name, generic < 0 ? name.Length : generic) + 1;
    }

    static int LastDot(string name, int end)
    {
        var depth = 0;
        for (var i = end - 1; i >= 0; i--)
        {
            depth += Step(name[i]);
            if (name[i] == '.' && depth == 0)
                return i;
        }
        return -1;
    }

    static int Step(char c) => c switch { '<' => 1, '>' => -1, _ => 0 };
}
