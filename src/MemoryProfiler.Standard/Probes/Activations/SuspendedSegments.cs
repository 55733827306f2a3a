namespace MemoryProfiler.Probes.Activations;

/// <summary>The segments that suspend together: none.</summary>
static class SuspendedSegments
{
    public static void End(nint outermost)
    {
    }
}
