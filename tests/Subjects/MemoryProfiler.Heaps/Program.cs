using System.Globalization;
using MemoryProfiler.Heaps;

// A program with a known heap: each line that comes in is a number of orders more. It ends when nothing more comes in.
Shop.Keep(12_345);
Shop.KeepByCustomer("anybody", 67);
Console.WriteLine("ready");
while (Console.ReadLine() is { } line)
{
    Shop.Keep(int.Parse(line, CultureInfo.InvariantCulture));
    Console.WriteLine("kept");
}
