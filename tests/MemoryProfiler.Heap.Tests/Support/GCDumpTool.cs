using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace MemoryProfiler.HeapTests.Support;

/// <summary>The public tool dotnet-gcdump.</summary>
static partial class GCDumpTool
{
    /// <summary>Its report on a file: what is in it, and how many objects of each type; those that its names tell apart by size are one.</summary>
    public static async Task<(long Bytes, long Objects, Dictionary<string, long> Counts)> Report(string path)
    {
        var run = await Run("report", path);
        var heads = Head().Matches(run.Output).Select(match => Number(match.Groups[1])).ToArray();
        heads.Length.ShouldBe(2, run.Output);
        var counts = Row().Matches(run.Output)
            .Select(match => (Type: match.Groups[2].Value + match.Groups[3].Value, Count: Number(match.Groups[1])))
            .GroupBy(row => row.Type)
            .ToDictionary(group => group.Key, group => group.Sum(row => row.Count));
        return (heads[0], heads[1], counts);
    }

    /// <summary>Lets it write a file on this process.</summary>
    public static Task Collect(string path) => Run("collect", "-p", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), "-o", path);

    static async Task<ProgramRun> Run(params string[] arguments)
    {
        var tool = typeof(GCDumpTool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "dotnet-gcdump").Value.ShouldNotBeNull();
        var run = await ProgramRun.Of(DotnetHost.Start([tool, .. arguments]), ProgramRun.Patience);
        run.ExitCode.ShouldBe(0, run.Output + run.Error);
        return run;
    }

    static long Number(Group group) => long.Parse(group.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex("^ *([0-9,]+)  GC Heap (?:bytes|objects)$", RegexOptions.Multiline)]
    private static partial Regex Head();

    // Bytes of one object, count, type and the module in brackets.
    [GeneratedRegex(@"^ *[0-9,]+  +([0-9,]+)  (.+?)(?: \(Bytes > [0-9]+[KM]\))?(  \[[^\]]+\])?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
