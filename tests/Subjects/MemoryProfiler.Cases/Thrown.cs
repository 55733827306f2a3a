namespace MemoryProfiler.Cases;

/// <summary>An exception that leaves a profiled method.</summary>
static class Thrown
{
    [Profile]
    static byte[] Parse(int row)
    {
        var cells = new byte[1000];
        if (row == 1)
            throw new FormatException("bad row");
        return new byte[cells.Length];
    }

    [Profile]
    public static void Run()
    {
        for (var row = 0; row < 3; row++)
        {
            try
            {
                Parse(row);
            }
            catch (FormatException)
            {
                GC.KeepAlive(new byte[2000]);
            }
        }
    }
}
