using Spectre.Console;

namespace MemoryProfiler.Tool.Terminal;

/// <summary>Where text goes. A terminal has some width, with or without colours; a file or pipe gets plain text.</summary>
sealed class Screen
{
    const int DefaultWidth = 80;
    const int LeastWidth = 40;
    const int Endless = 10_000;

    readonly TextWriter _writer;
    readonly IAnsiConsole? _console;

    Screen(TextWriter writer, int width, bool isUnicode, bool isColored, bool isTerminal = false)
    {
        _writer = writer;
        IsTerminal = isTerminal;
        Width = Math.Max(width, LeastWidth);
        IsUnicode = isUnicode;
        if (!isColored)
            return;
        // What the variables of build servers say is not asked: they would colour files.
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.EightBit,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        _console.Profile.Width = Endless;
    }

    /// <summary>Whether it is a terminal, where lines may be cut; files and pipes get them whole.</summary>
    public bool IsTerminal { get; }

    /// <summary>How many characters a line has.</summary>
    public int Width { get; }

    /// <summary>Whether blocks and lines can be drawn.</summary>
    public bool IsUnicode { get; }

    /// <summary>The screen behind a writer: the console if it is that of the standard output.</summary>
    public static Screen Of(TextWriter output)
    {
        var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        return new Screen(output, isTerminal ? Columns() : DefaultWidth, Console.OutputEncoding.CodePage is 65001 or 1200, isTerminal && HasColors(), isTerminal);
    }

    /// <summary>A screen without colours, of a given kind.</summary>
    public static Screen Plain(TextWriter output, int width, bool isUnicode) => new(output, width, isUnicode, isColored: false);

    /// <summary>A screen with colours, of a given width.</summary>
    public static Screen Colored(TextWriter output, int width) => new(output, width, isUnicode: true, isColored: true);

    /// <summary>Writes text that has no line's end in it.</summary>
    public void Write(string text, Ink ink = Ink.Plain)
    {
        if (_console is null || ink == Ink.Plain || text.Length == 0)
            _writer.Write(text);
        else
            _console.Write(new Text(text, StyleOf(ink)));
    }

    /// <summary>Ends a line.</summary>
    public void WriteLine(string text = "", Ink ink = Ink.Plain)
    {
        Write(text, ink);
        _writer.Write('\n');
    }

    static Style StyleOf(Ink ink) => ink switch
    {
        Ink.Bold => new Style(decoration: Decoration.Bold),
        Ink.Dim => new Style(decoration: Decoration.Dim),
        Ink.Memory => new Style(Color.FromInt32(32)),
        _ => new Style(Color.FromInt32(166), decoration: Decoration.Bold),
    };

    static bool HasColors() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or "");

    static int Columns()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }
}
