namespace MemoryProfiler.SiteModes;

/// <summary>What was found of the known program, beside what is known of it.</summary>
static class Outcome
{
    static readonly (string Method, long Count, long Bytes)[] _truth =
    [
        ("MakeNodes", KnownProgram.Hundred / KnownProgram.NodeBytes, KnownProgram.NodeBytes),
        ("MakeBuffers", KnownProgram.Hundred / KnownProgram.BufferBytes, KnownProgram.BufferBytes),
        ("MakeLarge", KnownProgram.Hundred / KnownProgram.LargeBytes, KnownProgram.LargeBytes),
        ("PinByHandle", KnownProgram.Fifteen / KnownProgram.PinnedBytes, KnownProgram.PinnedBytes),
        ("MakePinned", KnownProgram.Fifteen / KnownProgram.LargeBytes, KnownProgram.LargeBytes),
        ("MakeLate", KnownProgram.Fifty / KnownProgram.TextBytes, KnownProgram.TextBytes),
        ("MakeGarbage", 12L * KnownProgram.Hundred / KnownProgram.BufferBytes, KnownProgram.BufferBytes),
    ];

    /// <summary>One line for each method: its name, what it allocated in truth, and as found what it allocated, held at the peak, and held at the end.</summary>
    public static void Write(AllocationSnapshot found, TextWriter writer)
    {
        writer.WriteLine($"{(found.IsCoarse ? "coarse" : "sampled")} {found.Peak?.Kind} lost {found.LostEvents}");
        foreach (var (method, count, bytes) in _truth)
        {
            var sites = found.Sites.Where(site => site.Frame.Method.EndsWith($".{method}()", StringComparison.Ordinal)).ToArray();
            writer.WriteLine($"{method} {count * bytes} {sites.Sum(site => site.AllocatedBytes)} {sites.Sum(site => site.PeakBytes)} {sites.Sum(site => site.LiveBytes)} {sites.Sum(site => site.Samples)}");
        }
    }
}
