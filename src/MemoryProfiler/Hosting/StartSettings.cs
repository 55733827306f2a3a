using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
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
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Settings must be in force before the first probe; a woven assembly's start loads this one.")]
    internal static void Apply()
    {
        try
        {
            PathTemplate.Start();
            ThresholdRules.Start();
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
