using System;
using System.Linq;
using MemoryProfiler;
using Store;

static class Program
{
    static void Main()
    {
        Console.WriteLine(Shelf.Fill(1000) + Shelf.FetchAsync().Result + Shelf.Parts().Sum(part => part.Length) + Shelf.Sum(new[] { 1000, 2000 }));
        Console.WriteLine(Shelf.Options().MaxSamples + Shelf.Checked());
        try
        {
            Console.WriteLine(Shelf.Small(1001).Length);
        }
        catch (AllocationLimitExceededException e)
        {
            Console.WriteLine(e.AllocatedBytes);
        }
        MemoryReport.Print();
    }
}
