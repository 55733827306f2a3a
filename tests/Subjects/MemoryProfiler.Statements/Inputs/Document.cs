namespace MemoryProfiler.Statements.Inputs;

/// <summary>Has properties.</summary>
sealed class Document
{
    public int Pages { get; set; } = 1;
    public string Title { get; set; } = "x";
}
