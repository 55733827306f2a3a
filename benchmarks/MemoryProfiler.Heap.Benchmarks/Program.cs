using System.Globalization;
using MemoryProfiler.HeapBenchmarks;

// Takes snapshots of a heap of a known number of small objects and says what each took. Modes:
//   objects N [gcdump]   five snapshots of N objects with paths; each in turn with dotnet-gcdump, if its path is given
//   repeat N [threads]   N snapshots while threads allocate, with the known class counted each time
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var count = int.Parse(args[1], CultureInfo.InvariantCulture);
if (args[0] == "objects")
    Comparison.Run(count, args.ElementAtOrDefault(2));
else
    Repetition.Run(count, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 0);
