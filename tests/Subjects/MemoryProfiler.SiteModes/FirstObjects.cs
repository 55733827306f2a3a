using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace MemoryProfiler.SiteModes;

/// <summary>What a program does that ends as soon as it has begun.</summary>
static class FirstObjects
{
    /// <summary>Makes seven objects that are so large that each is seen.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Make()
    {
        for (var i = 0; i < 7; i++)
            GC.KeepAlive(new long[1 << 17]);
    }

    /// <summary>Starts this program again, which may do so in its turn, and waits for it.</summary>
    public static void StartSelf(string variable, int depth)
    {
        if (depth == 0)
            return;
        using var self = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(FirstObjects).Assembly.Location, "variable", variable, (depth - 1).ToString(CultureInfo.InvariantCulture)]))!;
        self.WaitForExit();
    }
}
