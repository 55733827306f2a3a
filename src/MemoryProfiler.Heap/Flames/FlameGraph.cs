namespace MemoryProfiler.Flames;

/// <summary>What a flame graph shows, and the words beside it.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Subtitle">When, for how long, how exactly.</param>
/// <param name="Warning">What makes the figures wrong; empty if nothing does.</param>
/// <param name="Note">What the figures mean.</param>
/// <param name="Columns">This run's figures.</param>
/// <param name="Baseline">The same figures of the run that it is compared with; null if there is none.</param>
/// <param name="Shown">Which figure is shown at first.</param>
/// <param name="IsTurned">Whether types come first.</param>
sealed record FlameGraph(
    string Title, string Subtitle, string Warning, string Note, IReadOnlyList<FlameColumn> Columns, IReadOnlyList<FlameColumn>? Baseline, int Shown, bool IsTurned);
