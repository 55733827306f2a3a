namespace MemoryProfiler.Statements.Inputs;

/// <summary>Names that go together.</summary>
[Flags]
enum Sides
{
    None = 0,
    Left = 1,
    Right = 2,
}
