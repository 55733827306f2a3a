using System.Globalization;
using MemoryProfiler.HeapModes;

// Arguments: how many snapshots, and how many threads allocate meanwhile. Prints what became of them as the end of a table's row.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.WriteLine(Repetition.Run(int.Parse(args[0]), int.Parse(args[1])));
