using System.Diagnostics;
using System.Globalization;
using MemoryProfiler.Benchmarks.Harness;

namespace MemoryProfiler.Benchmarks.Sections;

/// <summary>This program again, as one that only computes and says how long that took.</summary>
sealed class SpinningProcess : IDisposable
{
    /// <summary>The argument of such a process.</summary>
    public const string Argument = "--spin";

    readonly Process _process;

    /// <summary>Starts one.</summary>
    public SpinningProcess()
    {
        string[] arguments = ["exec", typeof(SpinningProcess).Assembly.Location, Argument];
        _process = Process.Start(new ProcessStartInfo(DotnetHost.Path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    /// <summary>Its number.</summary>
    public int Id => _process.Id;

    /// <summary>Lets it compute; answers the nanoseconds that it took.</summary>
    /// <param name="times">How often.</param>
    public double Run(int times)
    {
        _process.StandardInput.WriteLine(times.ToString(CultureInfo.InvariantCulture));
        return double.Parse(_process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    /// <summary>What the process that was started does: computes as often as it is told, until nothing more comes in.</summary>
    public static void Answer()
    {
        var work = Builds.Plain.Programs["sieve 100k"];
        while (Console.ReadLine() is { } times)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = int.Parse(times, CultureInfo.InvariantCulture); i > 0; i--)
                work();
            Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalNanoseconds.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
