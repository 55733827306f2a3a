namespace MemoryProfiler.Statements.Inputs;

/// <summary>Holds values that are made when it is used first.</summary>
static class Holdings
{
    public static readonly object Value = new();
    public static readonly int Number = Environment.TickCount;
}
