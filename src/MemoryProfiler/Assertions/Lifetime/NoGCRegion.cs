using System.Diagnostics;
using System.Runtime;
using MemoryProfiler.Assertions.Measuring;

namespace MemoryProfiler.Assertions.Lifetime;

/// <summary>A region in which the program allows no collection. One that is forced would end it.</summary>
[StackTraceHidden]
static class NoGCRegion
{
    /// <summary>Whether the program is in one.</summary>
    public static bool IsInForce => GCSettings.LatencyMode == GCLatencyMode.NoGCRegion;

    /// <summary>Refuses an assertion that collects, before it has done anything.</summary>
    /// <exception cref="InvalidOperationException">The program is in a region.</exception>
    public static void Refuse(AssertionName assertion)
    {
        if (IsInForce)
            throw new InvalidOperationException($"{assertion} collects garbage, which would end the no-GC region that the program is in: call it after GC.EndNoGCRegion().");
    }

    /// <summary>Refuses to collect in a region that the delegate has begun.</summary>
    /// <exception cref="InvalidOperationException">It has not ended it.</exception>
    public static void RefuseLeftOpen()
    {
        if (IsInForce)
            throw new InvalidOperationException("The delegate has left a no-GC region open, which the collection behind the call would end: call GC.EndNoGCRegion() in the delegate.");
    }

    /// <summary>What a call is refused with whose live memory was to be read within a region.</summary>
    public static InvalidOperationException NotReadable() =>
        new("The delegate begins a no-GC region, in which live memory cannot be read, as a collection would end the region: leave GC.TryStartNoGCRegion out of it.");
}
