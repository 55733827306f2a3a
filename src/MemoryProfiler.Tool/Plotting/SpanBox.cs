namespace MemoryProfiler.Tool.Plotting;

/// <summary>A box of a picture's lower part: a span, or several that are too short to be seen one by one.</summary>
/// <param name="Row">Its row from 0.</param>
/// <param name="From">Where it begins, in seconds.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Span">The span; null if there are several.</param>
/// <param name="Name">The function; null if there are calls of several.</param>
readonly record struct SpanBox(int Row, double From, double To, RecordedSpan? Span, string? Name);
