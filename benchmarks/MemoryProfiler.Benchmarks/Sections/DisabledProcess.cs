using System.Diagnostics;
using System.Text.Json;
using MemoryProfiler.Benchmarks.Harness;

namespace MemoryProfiler.Benchmarks.Sections;

/// <summary>Runs this program again with the profiler off: it reads its switch once.</summary>
static class DisabledProcess
{
    /// <summary>The argument of such a process.</summary>
    public const string Argument = "--disabled";

    /// <summary>What the process that was started says.</summary>
    public static void Answer(Effort effort) => Console.WriteLine(JsonSerializer.Serialize(WholePrograms.MeasureDisabled(effort)));

    /// <summary>Starts one and reads what it says.</summary>
    public static IReadOnlyList<ProgramTime> Ask(Effort effort)
    {
        string[] arguments = ["exec", typeof(DisabledProcess).Assembly.Location, Argument];
        var start = new ProcessStartInfo(DotnetHost.Path, effort.IsSmoke ? [.. arguments, "--smoke"] : arguments) { RedirectStandardOutput = true };
        start.Environment["MEMORYPROFILER"] = "off";
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return JsonSerializer.Deserialize<List<ProgramTime>>(answer)!;
    }
}
