namespace MemoryProfiler.Settings;

/// <summary>What the options of printing begin from.</summary>
static class CurrentSettings
{
    public const string? PrintFilter = null;

    public const MethodSort PrintSort = MethodSort.AllocatedBytes;

    public static int? PrintTop => null;
}
