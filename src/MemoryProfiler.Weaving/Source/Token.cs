namespace MemoryProfiler.Weaving.Source;

/// <summary>An identifier, keyword, number or punctuation mark of C#; comments, strings and directives are none.</summary>
/// <param name="Text">The text; <c>=&gt;</c> is one token, other marks are single characters.</param>
/// <param name="Line">Line from 1.</param>
/// <param name="Column">Column from 1.</param>
readonly record struct Token(string Text, int Line, int Column)
{
    public bool IsWord => char.IsLetterOrDigit(Text[0]) || Text[0] is '_' or '@';
}
