namespace MemoryProfiler.Weaving.Source;

/// <summary>A source file as the report will show it.</summary>
sealed class SourceFile
{
    readonly Lazy<List<Token>> _tokens;

    public SourceFile(string displayPath, string? text)
    {
        DisplayPath = displayPath;
        var normal = text?.Replace("\r\n", "\n");
        Lines = normal?.Split('\n') ?? [];
        _tokens = new Lazy<List<Token>>(() => normal is null || !IsCSharp ? [] : CSharpLexer.Tokenize(normal));
    }

    /// <summary>The path relative to the project, with forward slashes; the compiler's where it lies elsewhere.</summary>
    public string DisplayPath { get; }

    /// <summary>All lines; none if the file was not found.</summary>
    public string[] Lines { get; }

    /// <summary>The tokens of a C# file; none for others.</summary>
    public List<Token> Tokens => _tokens.Value;

    bool IsCSharp => DisplayPath.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    /// <summary>A line's text, counted from 1; empty if unknown.</summary>
    public string Line(int number) => number >= 1 && number <= Lines.Length ? Lines[number - 1].TrimEnd() : "";

    /// <summary>The character at a place, counted from 1; a space if unknown.</summary>
    public char At(int line, int column)
    {
        var text = Line(line);
        return column >= 1 && column <= text.Length ? text[column - 1] : ' ';
    }
}
