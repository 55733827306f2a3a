namespace MemoryProfiler.Weaving.Source;

/// <summary>A source file as the report will show it.</summary>
sealed class SourceFile
{
    static readonly string[] _compiled = [".cs", ".vb", ".fs", ".fsx", ".fsi"];

    readonly Lazy<List<Token>> _tokens;
    readonly LineDirectives? _directives;
    readonly string[] _lines;

    public SourceFile(string displayPath, string? text)
    {
        DisplayPath = displayPath;
        var normal = text is null ? null : SourceText.WithLineFeeds(text, HasEnding(".fs") || HasEnding(".fsx") || HasEnding(".fsi"));
        _lines = normal?.Split('\n') ?? [];
        var isCompiled = Array.Exists(_compiled, HasEnding);
        _directives = isCompiled ? LineDirectives.Of(_lines, displayPath) : null;
        // Of what is only referred to by directives nobody knows which other lines were compiled.
        HasEveryLine = isCompiled && normal is not null && _directives is null;
        _tokens = new Lazy<List<Token>>(() =>
            normal is null ? []
            : HasEnding(".cs") ? CSharpLexer.Tokenize(normal)
            : HasEnding(".razor") || HasEnding(".cshtml") ? RazorCode.Tokenize(normal)
            : []);
    }

    /// <summary>The path relative to the project, with forward slashes; the compiler's where it lies elsewhere.</summary>
    public string DisplayPath { get; }

    /// <summary>Whether all its lines are there and were compiled as what they are.</summary>
    public bool HasEveryLine { get; }

    /// <summary>The tokens of C#, by the places where they stand; none for other files.</summary>
    public List<Token> Tokens => _tokens.Value;

    /// <summary>The number that a line goes by; null if directives make it one of another file.</summary>
    /// <param name="place">Where it stands in the file, from 1.</param>
    public int? Number(int place) => _directives is null ? place : _directives.Number(place);

    /// <summary>Where in the file the line of a number stands, from 1; null if none has it.</summary>
    public int? Place(int number) => _directives is null ? number : _directives.Place(number);

    /// <summary>The text of the line with a number; empty if unknown.</summary>
    public string Line(int number) => Place(number) is { } place && place >= 1 && place <= _lines.Length ? _lines[place - 1].TrimEnd() : "";

    /// <summary>The character at a place, counted from 1; a space if unknown.</summary>
    public char At(int line, int column)
    {
        var text = Line(line);
        return column >= 1 && column <= text.Length ? text[column - 1] : ' ';
    }

    bool HasEnding(string ending) => DisplayPath.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
