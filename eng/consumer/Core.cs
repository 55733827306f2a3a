using System.Runtime.CompilerServices;
using MemoryProfiler;

[assembly: InternalsVisibleTo("Outer")]

static class Core
{
    [Profile]
    internal static int Inner()
    {
        var a = new byte[1000];
        return a.Length;
    }
}
