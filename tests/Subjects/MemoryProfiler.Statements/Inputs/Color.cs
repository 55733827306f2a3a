namespace MemoryProfiler.Statements.Inputs;

/// <summary>A few names.</summary>
enum Color
{
    Red,
    Green,
    Blue,
}
