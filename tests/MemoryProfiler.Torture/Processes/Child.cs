using System.Diagnostics;
using System.Text.Json;
using MemoryProfiler.Torture.Corpus;

namespace MemoryProfiler.Torture.Processes;

/// <summary>Runs this program again for one job: a crash, and settings of the runtime, stay in that process.</summary>
static class Child
{
    // The host beside the running framework: whoever runs this program may be another one, such as a test's.
    static string Host => Path.GetFullPath(Path.Combine(AssemblyGroups.Framework, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>Runs a job; answers one record for each line of its answer, and what it died of.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="input">What it is given.</param>
    /// <param name="isOptimised">Whether the JIT optimises at once.</param>
    public static (List<T> Answers, string? Death) Run<T>(string job, object input, bool isOptimised = false)
    {
        var request = Path.GetTempFileName();
        var answer = Path.GetTempFileName();
        try
        {
            File.WriteAllText(request, JsonSerializer.Serialize(input));
            using var process = Process.Start(Start(job, request, answer, isOptimised))!;
            var error = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            var answers = File.ReadAllLines(answer).Select(line => JsonSerializer.Deserialize<T>(line)!).ToList();
            return (answers, process.ExitCode == 0 ? null : $"exit code {process.ExitCode}: {error.Result.Trim()}");
        }
        finally
        {
            File.Delete(request);
            File.Delete(answer);
        }
    }

    static ProcessStartInfo Start(string job, string request, string answer, bool isOptimised)
    {
        var program = typeof(Child).Assembly.Location;
        var start = new ProcessStartInfo(Host, ["exec", program, job, request, answer])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_TieredCompilation"] = isOptimised ? "0" : "1";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }
}
