namespace MemoryProfiler.Statements.Inputs;

/// <summary>A small object.</summary>
sealed class Point(int x, int y)
{
    public int X = x;
    public int Y = y;
}
