namespace MemoryProfiler.Cases;

/// <summary>A cycle: dropping the name frees nothing until a collection.</summary>
static class Case05
{
    [Profile]
    public static int Cycle()
    {
        var n = new Node();
        n.Data = new byte[60 * 1048576];
        n.Me = n;
        n = null;
        var x = 1;
        GC.Collect();
        return x;
    }

    sealed class Node
    {
        public byte[]? Data { get; set; }

        public Node? Me { get; set; }
    }
}
