using System.Runtime.Loader;
using MemoryProfiler.Collecting;
using MemoryProfiler.Copies;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Reports.Saving;
using MemoryProfiler.Thresholds;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Hosting.Exit;

/// <summary>
/// Writes the report when the program ends, if the environment variable <c>MEMORYPROFILER_REPORT</c> says where: <c>-</c>
/// for the console, or a path. A program that goes on after a signal has another one at its real end, in place of the first.
/// </summary>
static class ExitReport
{
    public const string Variable = "MEMORYPROFILER_REPORT";

    const string ToConsole = "-";

    // An end that is written about may hold locks that the thread of another end needs.
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    static readonly object _gate = new();
    static string _target = "";
    static bool _hasEnded;

    /// <summary>Begins to wait for the end, if the variable is set. Called once, at the start of the library.</summary>
    public static void Prepare()
    {
        var target = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(target))
            return;
        // Now: a signal's report and that of the real end are one file.
        _target = target == ToConsole ? target : PathTemplate.Resolve(target);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        // A crash does not raise ProcessExit.
        AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
        if (OwnContext.IsCollectible)
            OwnContext.AtUnload(OnUnloading);
        else if (AssemblyLoadContext.GetLoadContext(typeof(ExitReport).Assembly) is { } context)
            context.Unloading += OnProgramUnloading;
        OtherCopies.OnAsked(CopyQuestion.ExitReport, static _ => _target);
        // Nor does a signal.
        EndSignals.Watch(static () =>
        {
            if (!IsAnothers(areEarlier: true))
                WriteAtEnd(isFinal: false);
        });
    }

    /// <summary>A sentence on a value of the variable that is no report's name, or null.</summary>
    public static string? Fault(string value) =>
        string.IsNullOrWhiteSpace(value) || value == ToConsole || Formats.IsKnown(value)
            ? null
            : $"The environment variable {Variable}={value} is not understood: {Formats.Allowed}, or to - for the console. The default is used, none.";

    static void OnExit(object? sender, EventArgs e)
    {
        if (IsAnothers(areEarlier: true))
            return;
        EndSignals.LetTheFirstOneEnd();
        WriteAtEnd(isFinal: true);
    }

    static void OnUnhandledException(object sender, UnhandledExceptionEventArgs e)
    {
        if (!IsAnothers(areEarlier: true))
            WriteAtEnd(isFinal: true);
    }

    // The program is about to end: behind its own handlers, so that what they call is in the report.
    static void OnProgramUnloading(AssemblyLoadContext context)
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    // Each of them would keep the context from unloading.
    static void OnUnloading()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandledException;
        EndSignals.Stop();
        if (!IsAnothers(areEarlier: false))
            WriteAtEnd(isFinal: true);
    }

    /// <summary>Whether another copy of the library writes the same report, which has the figures of all.</summary>
    static bool IsAnothers(bool areEarlier) => OtherCopies.Ask(CopyQuestion.ExitReport, areEarlier).Contains(_target);

    static void WriteAtEnd(bool isFinal)
    {
        if (!Monitor.TryEnter(_gate, _patience))
            return;
        try
        {
            if (_hasEnded)
                return;
            _hasEnded = isFinal;
            Write();
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }

    static void Write()
    {
        try
        {
            using var own = OwnWork.Begin();
            var report = Collector.Capture();
            using var suppressed = Suppression.Begin();
            if (_target == ToConsole)
                report.Write(Console.Out, null);
            else
                ReportFile.Save(report, _target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The name of a parameter means nothing to who set a variable.
            Print($"MemoryProfiler: {Variable}={_target}: {e.Message.Replace(" (Parameter 'path')", "", StringComparison.Ordinal)}");
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write("The report at exit failed.", e);
        }
    }

    static void Print(string sentence)
    {
        try
        {
            Console.Error.WriteLine(sentence);
        }
        catch (Exception e)
        {
            // The terminal is gone, or the program closed the stream.
            MemoryProfilerLog.Write(sentence, e);
        }
    }
}
