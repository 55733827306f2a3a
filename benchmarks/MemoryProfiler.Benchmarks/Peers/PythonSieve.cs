using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace MemoryProfiler.Benchmarks.Peers;

/// <summary>The sieve under memory_profiler: a process that runs it when it is asked to.</summary>
sealed class PythonSieve : IDisposable
{
    // Debian's own Python has Debian's packages; another may come first on the path.
    static readonly string[] _pythons = ["python3", "/usr/bin/python3"];

    readonly Process _process;

    PythonSieve(Process process, int lines)
    {
        _process = process;
        Lines = lines;
    }

    /// <summary>Lines that one run executes.</summary>
    public int Lines { get; }

    /// <summary>Starts it, or answers null where there is no Python with memory_profiler.</summary>
    public static PythonSieve? Start(int limit)
    {
        foreach (var python in _pythons)
        {
            if (Start(python, limit) is not { } process)
                continue;
            if (int.TryParse(process.StandardOutput.ReadLine(), CultureInfo.InvariantCulture, out var lines))
                return new PythonSieve(process, lines);
            process.Dispose();
        }
        return null;
    }

    /// <summary>Nanoseconds of one run.</summary>
    public double Run(bool isProfiled)
    {
        _process.StandardInput.WriteLine(isProfiled ? "profiled" : "plain");
        return double.Parse(_process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    static Process? Start(string python, int limit)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Peers", "memory_profiler_sieve.py");
        var start = new ProcessStartInfo(python, [script, limit.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
