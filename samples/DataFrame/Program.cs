using DataFrame;
using MemoryProfiler;

Console.WriteLine($"Sum of all totals: {Sales.Total():N0}\n");
MemoryReport.Print();
