using MemoryProfiler.Diagnostics;
using MemoryProfiler.Hosting.Variables;
using MemoryProfiler.Settings;
using MemoryProfiler.Telemetry;
using MemoryProfiler.Thresholds;
using MemoryProfiler.Timeline.SpanFiles;

namespace MemoryProfiler.Hosting;

/// <summary>Puts the options that the environment asks for in force before anything is measured.</summary>
static class StartSettings
{
    /// <summary>Called once, at the start of the library.</summary>
    public static void Apply()
    {
        try
        {
            PathTemplate.Start();
            ThresholdRules.Start();
            LastReport.Start();
            TelemetryStart.Start();
            MemoryProfilerSettings.Apply(OptionVariable.Read(Environment.GetEnvironmentVariables(), out var faults));
            CurrentSettings.Faults = faults;
            foreach (var fault in faults)
                MemoryProfilerLog.Write(fault);
            SpanFileWriter.Start();
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write("The options could not be read from the environment; the defaults are used.", e);
        }
    }
}
