namespace MemoryProfiler.Tool.Terminal;

/// <summary>What a colour says; each has one that is legible on black and on white.</summary>
enum Ink
{
    Plain,
    Bold,
    Dim,

    /// <summary>Memory: blue.</summary>
    Memory,

    /// <summary>A peak, a warning, an increase: vermilion.</summary>
    Peak,
}
