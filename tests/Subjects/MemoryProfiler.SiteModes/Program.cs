using System.Globalization;
using MemoryProfiler;
using MemoryProfiler.SiteModes;

// Records itself ("own"), or waits for a line and lets others record it ("other"), and prints what each method really allocated.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args[0] == "own")
{
    try
    {
        AllocationSites.Start();
        KnownProgram.Run();
        var found = AllocationSites.Stop();
        Outcome.Write(found, Console.Out);
        if (args.Length > 1)
            found.Print(50, AllocationGrouping.Path);
    }
    catch (AllocationSitesException e)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
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
