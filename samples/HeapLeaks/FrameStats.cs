namespace HeapLeaks;

/// <summary>An accessor: it computes from its frame when it is asked.</summary>
sealed class FrameStats(DataFrame frame)
{
    public DataFrame Frame { get; } = frame;

    public double Mean() => Frame.Column.Average();

    public void OnProgress(object? sender, EventArgs arguments) => _ = Mean();
}
