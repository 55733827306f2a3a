using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using MemoryProfiler.Collecting;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes.Activations;
using MemoryProfiler.Reports.Saving;
using MemoryProfiler.Settings;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Thresholds;

/// <summary>
/// Does what a crossed rule asks for. What it allocates is taken out of every line. Code of the user's that it calls is
/// not recorded. No fault of either comes through.
/// </summary>
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
static unsafe class CrossingActions
{
    /// <summary>Acts on the line that ends.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(MemoryThreshold rule, Frame* frame, long value, long limit)
    {
        using var own = OwnWork.Begin();
        ThresholdCrossing? crossing = null;
        try
        {
            var line = MethodDirectory.Locate(frame->Method->Method, frame->Slot)
                ?? throw new InvalidDataException($"The method of id {frame->Method->Method} is in no map.");
            crossing = new ThresholdCrossing
            {
                Condition = rule.Condition,
                Value = value,
                Limit = limit,
                Method = line.Method,
                FullName = line.FullName,
                File = line.File,
                LineNumber = line.Number,
                Line = line.Text,
                ThreadId = Environment.CurrentManagedThreadId,
            };
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write($"A limit was crossed, but where cannot be said: {rule.Condition}.", e);
        }
        Run(rule, crossing ?? Nowhere(rule, value, limit), canThrow: true);
    }

    /// <summary>Acts although no profiled line ended.</summary>
    public static void Run(MemoryThreshold rule, long value, long limit) => Run(rule, Nowhere(rule, value, limit), canThrow: false);

    static ThresholdCrossing Nowhere(MemoryThreshold rule, long value, long limit) =>
        new() { Condition = rule.Condition, Value = value, Limit = limit, ThreadId = Environment.CurrentManagedThreadId };

    static void Run(MemoryThreshold rule, ThresholdCrossing crossing, bool canThrow)
    {
        var actions = rule.IsOfOptions ? CurrentSettings.Actions : rule.Actions;
        using (Suppression.Begin())
        {
            ContainedFaults.Run("Rules could not be worked out anew.", ThresholdRules.Refresh);
            if (actions.HasFlag(ThresholdActions.SaveReport))
                ContainedFaults.Run("The report of a crossing could not be written.", () => Save(rule.ReportPath ?? CurrentSettings.ReportPath));
            if ((actions & (ThresholdActions.Break | ThresholdActions.Log)) != 0)
                ContainedFaults.Run("A crossing could not be told.", () => Print(crossing, actions));
            if (rule.Callback is { } callback)
                ContainedFaults.Run("A callback of a rule failed.", () => callback(crossing));
            ContainedFaults.Run("Who listens to crossings failed.", () => ThresholdRules.Notify(crossing));
        }
        if (actions.HasFlag(ThresholdActions.Throw) && canThrow)
            PendingThrow.Set(new MemoryThresholdException(crossing));
        if (actions.HasFlag(ThresholdActions.Break))
            Break(crossing);
    }

    static void Save(string? path)
    {
        try
        {
            ReportFile.Save(Collector.Capture(), ReportPath.Resolve(path));
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            // Whoever asked for the report must learn that there is none, with the log on or off.
            Console.Error.WriteLine($"MemoryProfiler: {e.Message}");
        }
    }

    static void Print(ThresholdCrossing crossing, ThresholdActions actions)
    {
        if (Debugger.IsAttached && !actions.HasFlag(ThresholdActions.Log))
            return;
        var mend = actions.HasFlag(ThresholdActions.Break) && !Debugger.IsAttached && CurrentSettings.WaitForDebugger
            ? string.Create(CultureInfo.InvariantCulture, $" Waiting for a debugger to attach to process {Environment.ProcessId}.")
            : "";
        Console.Error.WriteLine($"MemoryProfiler: {crossing}{mend}");
    }

    // The last call of the profiler's on the stack: above it the debugger finds the method whose line it was.
    static void Break(ThresholdCrossing crossing)
    {
        const int Pause = 50;
        while (CurrentSettings.WaitForDebugger && !Debugger.IsAttached)
            Thread.Sleep(Pause);
        if (!Debugger.IsAttached)
            return;
        Debugger.Log(0, null, $"MemoryProfiler: {crossing}\n");
        Debugger.Break();
    }
}
