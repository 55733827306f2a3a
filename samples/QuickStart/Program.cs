using System.Xml;
using MemoryProfiler;
using QuickStart;

if (DocumentationFolder.Find(args.FirstOrDefault(), out var problem) is not { } folder)
{
    Console.Error.WriteLine(problem);
    return 1;
}

try
{
    var summaries = ApiIndex.Build(folder);
    Console.WriteLine($"{summaries.Count:N0} API members indexed from {folder}\n");
}
catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"The XML documentation in {folder} cannot be read: {e.Message}");
    return 1;
}

MemoryReport.Print();
return 0;
