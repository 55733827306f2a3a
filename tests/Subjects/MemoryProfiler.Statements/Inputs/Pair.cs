namespace MemoryProfiler.Statements.Inputs;

/// <summary>A value without an Equals of its own.</summary>
struct Pair(int x, int y)
{
    public int X = x;
    public int Y = y;
}
