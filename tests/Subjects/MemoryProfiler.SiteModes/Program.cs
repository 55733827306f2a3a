using System.Globalization;
using MemoryProfiler;
using MemoryProfiler.SiteModes;

// Records itself and prints what was found ("own"), or is recorded by others: once they have come ("alone"), between two lines ("other"), or from
// its first object on ("first"), or to a crash ("crash"). With "variable" it says what a variable is here and in programs that are started by it.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args[0] == "own")
{
    try
    {
        AllocationSites.Start();
        KnownProgram.Run();
        Outcome.Write(AllocationSites.Stop(), Console.Out);
    }
    catch (AllocationSitesException e)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
}
else if (args[0] == "first")
{
    FirstObjects.Make();
    return 3;
}
else if (args[0] == "crash")
{
    // For four seconds, so that its code is known by then.
    for (var i = 0; i < 40; i++)
    {
        FirstObjects.Make();
        Thread.Sleep(100);
    }
    Environment.FailFast("This is how it ends.");
}
else if (args[0] == "variable")
{
    Console.WriteLine($"here: {Environment.GetEnvironmentVariable(args[1]) ?? "none"}");
    FirstObjects.StartSelf(args[1], depth: int.Parse(args[2], CultureInfo.InvariantCulture));
}
else if (args[0] == "alone")
{
    DiagnosticsPort.WaitForVisitor();
    KnownProgram.Run();
    return 3;
}
else
{
    Console.WriteLine("ready");
    Console.ReadLine();
    KnownProgram.Run();
    Console.WriteLine("done");
    Console.ReadLine();
}
return 0;
