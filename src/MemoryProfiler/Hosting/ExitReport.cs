using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MemoryProfiler.Diagnostics;

namespace MemoryProfiler.Hosting;

/// <summary>Writes the report when the process ends, if the environment variable <c>MEMORYPROFILER_REPORT</c> says where: <c>-</c> for the console, or a path.</summary>
static class ExitReport
{
    public const string Variable = "MEMORYPROFILER_REPORT";

    static int _written;

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The report at exit has to work without a line of code of the user's; a woven assembly's start loads this one.")]
    internal static void Prepare()
    {
        var target = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(target))
            return;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => WriteOnce(target);
        // A crash does not raise ProcessExit.
        AppDomain.CurrentDomain.UnhandledException += (_, _) => WriteOnce(target);
    }

    static void WriteOnce(string target)
    {
        if (Interlocked.Exchange(ref _written, 1) == 0)
            Write(target);
    }

    static void Write(string target)
    {
        try
        {
            if (target == "-")
                MemoryReport.Print();
            else
                MemoryReport.Save(target);
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            // The name of a parameter means nothing to who set a variable.
            Console.Error.WriteLine($"MemoryProfiler: {Variable}={target}: {e.Message.Replace(" (Parameter 'path')", "", StringComparison.Ordinal)}");
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write("The report at exit failed.", e);
        }
    }
}
