namespace MemoryProfiler.Cases;

/// <summary>A model loaded twice.</summary>
static class Case06
{
    [Profile]
    public static int Serve()
    {
        var a = new Model();
        var b = new Model();
        int r = a.W.Length + b.W.Length;
        return r;
    }
}
