namespace MemoryProfiler.Tool.Plotting;

/// <summary>Which way memory goes.</summary>
enum TrendKind
{
    TooShort,
    Steady,
    Growing,
    Shrinking,
}
