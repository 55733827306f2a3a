using Mono.Cecil;

namespace MemoryProfiler.Weaving.Naming;

/// <summary>Names that only F# allows, as its source has them.</summary>
static class FSharpNames
{
    const string StartupNamespace = "<StartupCode$";
    const string OperatorPrefix = "op_";
    const string Quotes = "``";

    static readonly string[] _topLevel = ["main@", "staticInitialization@"];

    static readonly Dictionary<string, string> _signs = new()
    {
        ["Amp"] = "&", ["At"] = "@", ["Bang"] = "!", ["Bar"] = "|", ["Colon"] = ":", ["Comma"] = ",", ["Divide"] = "/", ["Dollar"] = "$",
        ["Dot"] = ".", ["Equals"] = "=", ["Greater"] = ">", ["Hash"] = "#", ["Hat"] = "^", ["LBrace"] = "{", ["LBrack"] = "[",
        ["LParen"] = "(", ["Less"] = "<", ["Minus"] = "-", ["Multiply"] = "*", ["Percent"] = "%", ["Plus"] = "+", ["Qmark"] = "?",
        ["RBrace"] = "}", ["RBrack"] = "]", ["RParen"] = ")", ["Twiddle"] = "~",
    };

    /// <summary>A name in the quotes that F# wants around what is no identifier; others as they are.</summary>
    public static string Quoted(string name) =>
        name.Any(IsNoLetter) && !name.StartsWith("<>", StringComparison.Ordinal) && !name.StartsWith("VB$", StringComparison.Ordinal) && !IsPattern(name)
            ? Quotes + name + Quotes
            : name;

    /// <summary>A function whose name is an operator's or an active pattern's, in parentheses; null if it is something else.</summary>
    public static string? Parenthesized(MethodDefinition method)
    {
        if (IsPattern(method.Name))
            return $"({method.Name})";
        return method.Name.StartsWith(OperatorPrefix, StringComparison.Ordinal) && method.Module.AssemblyReferences.Any(reference => reference.Name == "FSharp.Core")
            && Signs(method.Name, OperatorPrefix.Length) is { } signs
            ? $"({signs})"
            : null;
    }

    /// <summary>
    /// The full name of the module whose bindings a method makes; null if it does something else. They stand in a type
    /// per file that nobody wrote.
    /// </summary>
    public static string? ModuleOf(MethodDefinition method)
    {
        var type = method.DeclaringType;
        var isStartup = type.Namespace.StartsWith(StartupNamespace, StringComparison.Ordinal);
        if (Array.IndexOf(_topLevel, method.Name) < 0 && !(isStartup && method.IsConstructor))
            return null;
        return isStartup ? type.FullName.Substring(type.FullName.IndexOf('>') + 2).TrimStart('$') : type.FullName.Replace('/', '.');
    }

    static bool IsPattern(string name) => name.Length > 2 && name[0] == '|' && name[name.Length - 1] == '|';

    static bool IsNoLetter(char c) => c < 128 && !char.IsLetterOrDigit(c) && c is not ('_' or '\'');

    static string? Signs(string name, int from)
    {
        var signs = "";
        while (from < name.Length)
        {
            if (_signs.FirstOrDefault(sign => string.CompareOrdinal(name, from, sign.Key, 0, sign.Key.Length) == 0) is not { Key: { } word, Value: { } text })
                return null;
            signs += text;
            from += word.Length;
        }
        return signs.Length == 0 ? null : signs;
    }
}
