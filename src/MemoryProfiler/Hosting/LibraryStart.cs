using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MemoryProfiler.Collecting;
using MemoryProfiler.Collecting.Types;
using MemoryProfiler.Copies;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Hosting.Exit;
using MemoryProfiler.Hosting.Runs;
using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement.Clock;

namespace MemoryProfiler.Hosting;

/// <summary>What is done before any other code of the library runs.</summary>
static class LibraryStart
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Settings must be in force before the first probe, and the report at exit has to work without a line of the user's; a woven assembly's start loads this one.")]
    internal static void Run()
    {
        var start = AllocationClock.Now();
        // What is called here of woven assemblies of the framework is called by this library, not by the program.
        LedgerRegistry.IsAside = true;
        ContainedFaults.Run("Other copies of MemoryProfiler could not be found.", Meet);
        StartSettings.Apply();
        ContainedFaults.Run("Types could not be asked for.", TypeRecorder.Start);
        ExitReport.Prepare();
        // Last: it takes back variables that were read above.
        ContainedFaults.Run("The tool that started this program could not be told of it.", ToolRun.Start);
        LedgerRegistry.IsAside = false;
        // A line of a program that has another copy, and is just loading a plug-in with this one.
        if (OtherCopies.Any)
            TakenBytes.TellSince(start, told: 0);
    }

    static void Meet()
    {
        TakenBytes.Start();
        CopyReports.Start();
        OtherCopies.Join();
    }
}
