using System.Runtime;

namespace MemoryProfiler.Collections;

/// <summary>What switching the option on and off does to the process' latency mode, and to one the program has chosen.</summary>
static class LatencyModes
{
    public static string Run()
    {
        var modes = new List<string>();
        Note(modes, "start");
        Avoid(true);
        Note(modes, "on");
        Avoid(false);
        Note(modes, "off");
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        Avoid(true);
        Note(modes, "chosen");
        Avoid(false);
        Note(modes, "chosenOff");
        GCSettings.LatencyMode = GCLatencyMode.Interactive;
        Avoid(true);
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        Avoid(false);
        Note(modes, "chosenLater");
        return string.Join(' ', modes);
    }

    static void Avoid(bool isWanted) => MemoryProfilerSettings.Configure(options => options.AvoidBackgroundCollections = isWanted);

    static void Note(List<string> modes, string when) => modes.Add($"{when}={GCSettings.LatencyMode}");
}
