namespace MemoryProfiler.Benchmarks.Results;

/// <summary>One table of the document.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Text">How it was measured, and what its words mean.</param>
/// <param name="Columns">What the cells of each row are; the goal comes after them.</param>
/// <param name="Rows">The rows.</param>
sealed record ResultTable(string Title, string Text, IReadOnlyList<string> Columns, IReadOnlyList<Row> Rows);
