using System.Globalization;
using MemoryProfiler.HeapModes;

// Arguments: how many snapshots, how many threads allocate meanwhile, and the runtime's buffer if it is not to be as usual. Prints what became of them as the end of a table's row.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.WriteLine(Repetition.Run(int.Parse(args[0]), int.Parse(args[1]), args.Length > 2 ? int.Parse(args[2]) : null));
