namespace MemoryProfiler.Reports;

/// <summary>Operators as their source has them. Compiled into the weaver too.</summary>
static class OperatorTexts
{
    const string Prefix = "op_";
    const string CheckedPrefix = "Checked";

    static readonly Dictionary<string, string> _symbols = new()
    {
        ["UnaryPlus"] = "+", ["UnaryNegation"] = "-", ["LogicalNot"] = "!", ["OnesComplement"] = "~",
        ["Increment"] = "++", ["Decrement"] = "--", ["True"] = "true", ["False"] = "false",
        ["Addition"] = "+", ["Subtraction"] = "-", ["Multiply"] = "*", ["Division"] = "/", ["Modulus"] = "%",
        ["BitwiseAnd"] = "&", ["BitwiseOr"] = "|", ["ExclusiveOr"] = "^",
        ["LeftShift"] = "<<", ["RightShift"] = ">>", ["UnsignedRightShift"] = ">>>",
        ["Equality"] = "==", ["Inequality"] = "!=", ["LessThan"] = "<", ["GreaterThan"] = ">",
        ["LessThanOrEqual"] = "<=", ["GreaterThanOrEqual"] = ">=",
        ["IncrementAssignment"] = "++", ["DecrementAssignment"] = "--",
        ["AdditionAssignment"] = "+=", ["SubtractionAssignment"] = "-=", ["MultiplicationAssignment"] = "*=",
        ["DivisionAssignment"] = "/=", ["ModulusAssignment"] = "%=",
        ["BitwiseAndAssignment"] = "&=", ["BitwiseOrAssignment"] = "|=", ["ExclusiveOrAssignment"] = "^=",
        ["LeftShiftAssignment"] = "<<=", ["RightShiftAssignment"] = ">>=", ["UnsignedRightShiftAssignment"] = ">>>=",
    };

    /// <summary>
    /// The operator that a method of such a name is, such as <c>operator checked +</c>. It is null if C# has no such
    /// operator.
    /// </summary>
    /// <param name="simple">The method's name, without the interface that it implements.</param>
    /// <param name="returned">What it returns: conversions have one name for all types they convert to.</param>
    public static string? Of(string simple, Func<string> returned)
    {
        if (!simple.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var name = simple.Substring(Prefix.Length);
        switch (name)
        {
            case "Implicit":
                return $"implicit operator {returned()}";
            case "Explicit":
                return $"explicit operator {returned()}";
            case "CheckedExplicit":
                return $"explicit operator checked {returned()}";
        }
        if (_symbols.TryGetValue(name, out var symbol))
            return $"operator {symbol}";
        return name.StartsWith(CheckedPrefix, StringComparison.Ordinal) && _symbols.TryGetValue(name.Substring(CheckedPrefix.Length), out symbol)
            ? $"operator checked {symbol}"
            : null;
    }
}
