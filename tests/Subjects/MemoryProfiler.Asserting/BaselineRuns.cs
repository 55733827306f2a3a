namespace MemoryProfiler.Asserting;

/// <summary>Many assertions whose baselines are in one file.</summary>
static class BaselineRuns
{
    public static void Run(string file, string prefix, int count)
    {
        var failed = 0;
        for (var i = 0; i < count; i++)
        {
            var length = i * 8;
            try
            {
                MemoryAssert.AllocatesNoMoreThanBaseline($"{prefix} {i}", () => GC.KeepAlive(new byte[length]), testFile: file);
            }
            catch (Exception e) when (e is MemoryAssertException or IOException or InvalidDataException)
            {
                failed++;
                Console.Error.WriteLine(e.Message.Split('\n')[0]);
            }
        }
        Console.WriteLine($"{failed} of {count} failed");
    }
}
