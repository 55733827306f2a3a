namespace MemoryProfiler.Probes.Suspensions;

/// <summary>What an awaiter asks that is watched, where nobody watches.</summary>
static class SuspensionHook
{
    public static nint Begin() => 0;
}
