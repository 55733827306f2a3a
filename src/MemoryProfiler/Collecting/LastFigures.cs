using MemoryProfiler.Diagnostics;

namespace MemoryProfiler.Collecting;

/// <summary>Leaves with the process what ran in a context after it had begun to unload: that is a request, and methods run on.</summary>
sealed class LastFigures
{
    ~LastFigures() => ContainedFaults.Run("Figures of an unloaded plug-in are lost.", CopyReports.Leave);
}
