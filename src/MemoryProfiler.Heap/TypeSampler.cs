using MemoryProfiler.Collecting.Types;
using MemoryProfiler.Sessions;
using MemoryProfiler.Sites.Types;

namespace MemoryProfiler;

/// <summary>Brings the objects that the runtime samples to the lines of woven code. The runtime package finds it by its name.</summary>
static class TypeSampler
{
    // It lives as long as the process.
    static SiteSession? _session;

    /// <summary>Begins to sample.</summary>
    /// <returns>A sentence on why that is not possible; null if it has begun.</returns>
    public static string? Begin()
    {
        var events = new TypeEvents();
        try
        {
            _session = SiteSession.OfTypes(events, events.End);
            TypeRecorder.Use(events.Settle);
            return null;
        }
        catch (AllocationSitesException fault)
        {
            return fault.Message;
        }
    }
}
