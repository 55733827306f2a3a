namespace MemoryProfiler.Reports.Presentation;

/// <summary>What a text in tables stands out by, where the output can show it.</summary>
enum Emphasis
{
    None,

    /// <summary>What follows is about this.</summary>
    Title,

    /// <summary>Nothing happened here.</summary>
    Aside,

    /// <summary>Bytes that were allocated.</summary>
    Amount,

    /// <summary>Most bytes, or more than before.</summary>
    Alarm,
}
