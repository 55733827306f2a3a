namespace MemoryProfiler.Cases;

/// <summary>Where the 100 MB went.</summary>
static class Case01
{
    [Profile]
    public static (int[] Ids, byte[] Table, string[] Names) Build()
    {
        var ids = Enumerable.Range(0, 200_000).ToArray();
        var table = new byte[100 * 1048576];
        var names = ids.Select(i => i.ToString()).ToArray();
        return (ids, table, names);
    }
}
