namespace MemoryProfiler.Cases;

/// <summary>A closure stored in the object it captures: live until a collection.</summary>
static class Case09
{
    [Profile]
    public static int Run()
    {
        Parse();
        Parse();
        var x = 1;
        GC.Collect();
        return x;
    }

    static void Parse()
    {
        var job = new Job();
        job.OnDone = () => job.Big.Length;
    }

    sealed class Job
    {
        public Func<int>? OnDone { get; set; }

        public byte[] Big { get; } = new byte[40 * 1048576];
    }
}
