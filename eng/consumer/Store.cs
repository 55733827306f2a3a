using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MemoryProfiler;

namespace Store;

public static class Shelf
{
    [Profile]
    public static int Fill(int count)
    {
        var kept = new List<byte[]>(count);
        for (var i = 0; i < count; i++)
            kept.Add(new byte[1000]);
        return kept.Count;
    }

    [Profile]
    public static async Task<int> FetchAsync()
    {
        var a = new byte[1000];
        await Task.Delay(1);
        var b = new byte[2000];
        return a.Length + b.Length;
    }

    [Profile]
    public static IEnumerable<byte[]> Parts()
    {
        yield return new byte[1000];
        yield return new byte[2000];
    }

    [Profile]
    public static int Sum(int[] numbers)
    {
        var least = 0;
        return numbers.Where(n => n > least).Select(n => new byte[n].Length).Sum();
    }

    [MaxAllocation("1 KB")]
    public static byte[] Small(int size) => new byte[size];

    // Signatures with init accessors, which name a type that .NET Standard does not have.
    public static MemoryMonitorOptions Options() => new() { MaxSamples = 12, Interval = TimeSpan.FromMilliseconds(5) };

    public static int Checked() => MemoryAssert.AllocatesAtMost("64 KB", () => Small(100)).Length;
}
