namespace MemoryProfiler.Sites.Code;

/// <summary>Operators as their source has them.</summary>
static class OperatorTexts
{
    const string Prefix = "op_";
    const string CheckedPrefix = "Checked";

    static readonly Dictionary<string, string> _signs = new()
    {
        ["UnaryPlus"] = "+", ["UnaryNegation"] = "-", ["LogicalNot"] = "!", ["OnesComplement"] = "~",
        ["Increment"] = "++", ["Decrement"] = "--", ["True"] = "true", ["False"] = "false",
        ["Addition"] = "+", ["Subtraction"] = "-", ["Multiply"] = "*", ["Division"] = "/", ["Modulus"] = "%",
        ["BitwiseAnd"] = "&", ["BitwiseOr"] = "|", ["ExclusiveOr"] = "^",
        ["LeftShift"] = "<<", ["RightShift"] = ">>", ["UnsignedRightShift"] = ">>>",
        ["Equality"] = "==", ["Inequality"] = "!=", ["LessThan"] = "<", ["GreaterThan"] = ">",
        ["LessThanOrEqual"] = "<=", ["GreaterThanOrEqual"] = ">=",
    };

    /// <summary>The operator that a method of such a name is; null if it is none.</summary>
    /// <param name="name">The method's name.</param>
    /// <param name="returned">What it returns: conversions have one name for all types they convert to.</param>
    public static string? Of(string name, string returned)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var simple = name[Prefix.Length..];
        if (simple is "Implicit" or "Explicit")
            return $"{(simple == "Implicit" ? "implicit" : "explicit")} operator {returned}";
        if (_signs.TryGetValue(simple, out var sign))
            return $"operator {sign}";
        return simple.StartsWith(CheckedPrefix, StringComparison.Ordinal) && _signs.TryGetValue(simple[CheckedPrefix.Length..], out sign)
            ? $"operator checked {sign}"
            : null;
    }
}
