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
        var start = Start(typeof(Child).Assembly.Location);
        start.Environment["DOTNET_TieredCompilation"] = isOptimised ? "0" : "1";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Run<T>(start, job, input);
    }

    /// <summary>The same by another build of this program, with the runtime's default settings.</summary>
    /// <param name="program">The program's assembly.</param>
    /// <param name="job">The job's name.</param>
    /// <param name="input">What it is given.</param>
    public static (List<T> Answers, string? Death) RunBy<T>(string program, string job, object input) => Run<T>(Start(program), job, input);

    static (List<T> Answers, string? Death) Run<T>(ProcessStartInfo start, string job, object input)
    {
        var request = Path.GetTempFileName();
        var answer = Path.GetTempFileName();
        try
        {
            File.WriteAllText(request, JsonSerializer.Serialize(input));
            foreach (var argument in (string[])[job, request, answer])
                start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
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

    static ProcessStartInfo Start(string program) => new(Host, ["exec", program])
    {
        RedirectStandardError = true,
        RedirectStandardOutput = true,
    };
}
