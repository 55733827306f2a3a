using System.Reflection.Metadata;
using MemoryProfiler.Collecting;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Hosting;
using MemoryProfiler.Ledger;
using MemoryProfiler.Methods;
using MemoryProfiler.Settings;

[assembly: MetadataUpdateHandler(typeof(HotReload))]

namespace MemoryProfiler.Hosting;

/// <summary>What the runtime's hot reload tells: <c>dotnet watch</c> and debuggers compile changed methods without the weaver.</summary>
static class HotReload
{
    /// <summary>Called by name when methods were replaced.</summary>
    /// <param name="types">The types whose methods were, or null if that is not known.</param>
    internal static void UpdateApplication(Type[]? types)
    {
        // The linker folds the first test and takes all of this out of what it publishes.
        if (!MetadataUpdater.IsSupported || !ProfilerSwitch.IsOn)
            return;
        using var own = OwnWork.Begin();
        try
        {
            ReplacedMethods.Find(types);
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write("It cannot be told which methods the hot reload replaced.", e);
        }
    }
}
