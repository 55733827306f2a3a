namespace MemoryProfiler.Tool.Terminal;

/// <summary>The characters charts are drawn with.</summary>
/// <param name="Blocks">From nothing to a full cell, in equal steps.</param>
/// <param name="Generations">A collection of each generation.</param>
/// <param name="Vertical">The axis of bytes.</param>
/// <param name="Corner">Where the axes meet.</param>
/// <param name="Horizontal">The axis of time.</param>
/// <param name="Tick">A place on it.</param>
/// <param name="Start">Where a span begins.</param>
/// <param name="Middle">Within it.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Dot">A span of one character.</param>
/// <param name="Cut">What stands for a text's rest.</param>
sealed record Glyphs(string Blocks, string Generations, char Vertical, char Corner, char Horizontal, char Tick, char Start, char Middle, char End, char Dot, char Cut)
{
    static readonly Glyphs _unicode = new(" ▁▂▃▄▅▆▇█", "╷│┃", '│', '└', '─', '┬', '├', '─', '┤', '▪', '…');
    static readonly Glyphs _ascii = new(" #", "'|2", '|', '+', '-', '+', '[', '-', ']', '.', '~');

    /// <summary>Those that a screen can show.</summary>
    public static Glyphs Of(Screen screen) => screen.IsUnicode ? _unicode : _ascii;
}
