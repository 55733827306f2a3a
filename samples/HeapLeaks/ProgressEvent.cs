namespace HeapLeaks;

/// <summary>A static event: it lives as long as the program, and so does who has not left it.</summary>
static class ProgressEvent
{
    public static event EventHandler? Changed;

    public static void Follow(FrameStats stats)
    {
        Changed += stats.OnProgress;
        Changed?.Invoke(null, EventArgs.Empty);
    }

    public static void FollowForAWhile(FrameStats stats)
    {
        Changed += stats.OnProgress;
        Changed?.Invoke(null, EventArgs.Empty);
        Changed -= stats.OnProgress;
    }
}
