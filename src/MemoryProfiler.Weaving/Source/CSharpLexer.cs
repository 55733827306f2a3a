namespace MemoryProfiler.Weaving.Source;

/// <summary>
/// Splits C# into the tokens needed to find where a member begins and ends. Only that much: a whole parser would bring
/// the compiler's ten megabytes into every build that weaves.
/// </summary>
sealed class CSharpLexer
{
    const int CharactersPerToken = 3;

    static readonly string[] _marks = [.. Enumerable.Range(0, 128).Select(mark => ((char)mark).ToString())];

    readonly string _text;
    readonly List<Token> _tokens;
    int _at;
    int _line = 1;
    int _lineStart;

    CSharpLexer(string text)
    {
        _text = text;
        // A large file's list, doubled again and again, is what the collector of the build would be busy with.
        _tokens = new List<Token>(text.Length / CharactersPerToken);
    }

    char Current => Peek(0);

    /// <summary>The tokens of a text whose lines end with a line feed.</summary>
    public static List<Token> Tokenize(string text)
    {
        var lexer = new CSharpLexer(text);
        lexer.Run();
        return lexer._tokens;
    }

    void Run()
    {
        while (_at < _text.Length)
        {
            if (Current == '#' && IsFirstOnLine())
                SkipLine();
            else if (Current == '/' && Peek(1) == '/')
                SkipLine();
            else if (Current == '/' && Peek(1) == '*')
                SkipTo("*/");
            else if (IsStringStart())
                SkipString();
            else if (Current == '\'')
                SkipQuoted('\'');
            else if (char.IsLetter(Current) || Current is '_' or '@')
                AddWord();
            else if (char.IsWhiteSpace(Current))
                Advance();
            else
                AddMark();
        }
    }

    char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    void Advance()
    {
        if (_text[_at++] == '\n')
        {
            _line++;
            _lineStart = _at;
        }
    }

    void Advance(int count)
    {
        for (var i = 0; i < count && _at < _text.Length; i++)
            Advance();
    }

    bool IsFirstOnLine() => string.IsNullOrWhiteSpace(_text.Substring(_lineStart, _at - _lineStart));

    void SkipLine()
    {
        while (_at < _text.Length && Current != '\n')
            _at++;
    }

    void SkipTo(string end)
    {
        while (_at < _text.Length && string.CompareOrdinal(_text, _at, end, 0, end.Length) != 0)
            Advance();
        Advance(end.Length);
    }

    void AddWord()
    {
        var start = _at++;
        while (char.IsLetterOrDigit(Current) || Current == '_')
            _at++;
        _tokens.Add(new Token(_text.Substring(start, _at - start), _line, start - _lineStart + 1));
    }

    void AddMark()
    {
        var mark = Current == '=' && Peek(1) == '>' ? "=>" : Current < _marks.Length ? _marks[Current] : Current.ToString();
        _tokens.Add(new Token(mark, _line, _at - _lineStart + 1));
        _at += mark.Length;
    }

    /// <summary>A quote, or any of the prefixes <c>$</c>, <c>@</c> before one.</summary>
    bool IsStringStart()
    {
        var ahead = 0;
        while (Peek(ahead) is '$' or '@')
            ahead++;
        return Peek(ahead) == '"';
    }

    void SkipString()
    {
        var dollars = 0;
        var verbatim = false;
        for (; Current != '"'; _at++)
        {
            dollars += Current == '$' ? 1 : 0;
            verbatim |= Current == '@';
        }
        var quotes = 0;
        while (Peek(quotes) == '"')
            quotes++;
        if (!verbatim && quotes >= 3)
            SkipRaw(quotes, dollars);
        else if (dollars > 0)
            SkipInterpolated(verbatim);
        else if (verbatim)
            SkipVerbatim();
        else
            SkipQuoted('"');
    }

    void SkipQuoted(char quote)
    {
        Advance();
        while (_at < _text.Length && Current != quote && Current != '\n')
            Advance(Current == '\\' ? 2 : 1);
        if (Current == quote)
            Advance();
    }

    void SkipVerbatim()
    {
        Advance();
        while (_at < _text.Length)
        {
            if (Current == '"' && Peek(1) != '"')
                break;
            Advance(Current == '"' ? 2 : 1);
        }
        Advance(1);
    }

    void SkipInterpolated(bool verbatim)
    {
        Advance();
        while (_at < _text.Length)
        {
            if (Current == '{' && Peek(1) == '{')
                Advance(2);
            else if (Current == '{')
                SkipHole();
            else if (Current == '"' && !(verbatim && Peek(1) == '"'))
                break;
            else
                Advance(Current == '\\' && !verbatim || Current == '"' ? 2 : 1);
        }
        Advance(1);
    }

    void SkipRaw(int quotes, int dollars)
    {
        Advance(quotes);
        var end = new string('"', quotes);
        while (_at < _text.Length && string.CompareOrdinal(_text, _at, end, 0, quotes) != 0)
        {
            if (dollars > 0 && Run('{') >= dollars)
            {
                Advance(Run('{') - 1);
                SkipHole();
            }
            else
            {
                Advance();
            }
        }
        while (Current == '"')
            Advance();
    }

    int Run(char mark)
    {
        var length = 0;
        while (Peek(length) == mark)
            length++;
        return length;
    }

    /// <summary>From an opening brace to behind its closing one; strings inside are skipped whole.</summary>
    void SkipHole()
    {
        Advance();
        for (var depth = 1; _at < _text.Length && depth > 0;)
        {
            if (IsStringStart())
            {
                SkipString();
                continue;
            }
            if (Current == '\'')
            {
                SkipQuoted('\'');
                continue;
            }
            depth += Current == '{' ? 1 : Current == '}' ? -1 : 0;
            Advance();
        }
    }
}
