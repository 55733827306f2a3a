using System.Globalization;
using MemoryProfiler.Collections;

// What is asked of this program: "sleep <windows>", "allocate <collections>", "watched <collections>", "threads <count>", "modes 1" or "leases 1". It prints one line of name=value pairs.
var count = int.Parse(args[1], CultureInfo.InvariantCulture);
Console.WriteLine(args[0] switch
{
    "sleep" => new SleepingWindows().Run(count),
    "modes" => LatencyModes.Run(),
    "leases" => LatencyLeases.Run(),
    "threads" => new ShortLivedThreads().Run(count),
    "allocate" => new ForcedCollections().Run(count),
    "watched" => new ForcedCollections().RunWatched(count),
    _ => throw new ArgumentException($"\"{args[0]}\" is not known: sleep, allocate, watched, threads, modes or leases."),
});
