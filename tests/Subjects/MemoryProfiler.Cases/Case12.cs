namespace MemoryProfiler.Cases;

/// <summary>String building: UTF-16 doubles the text lines, the rest is the parts.</summary>
static class Case12
{
    [Profile]
    public static int Strings()
    {
        var parts = Enumerable.Range(0, 300_000).Select(i => $"row {i}").ToList();
        var text = string.Join("\n", parts);
        parts = null;
        var up = text.ToUpperInvariant();
        return up.Length;
    }
}
