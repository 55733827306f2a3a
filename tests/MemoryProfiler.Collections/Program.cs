using System.Globalization;
using MemoryProfiler.Collections;

// What is asked of this program: "sleep <windows>" or "allocate <collections>". It prints one line of name=value pairs.
var count = int.Parse(args[1], CultureInfo.InvariantCulture);
Console.WriteLine(args[0] switch
{
    "sleep" => new SleepingWindows().Run(count),
    "allocate" => new ForcedCollections().Run(count),
    _ => throw new ArgumentException($"\"{args[0]}\" is not known: sleep or allocate."),
});
