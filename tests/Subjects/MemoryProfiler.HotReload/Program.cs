using MemoryProfiler;
using MemoryProfiler.HotReload;

// Calls the methods of Edited.txt, changes some while the program runs as an editor would, calls them again.
switch (args)
{
    case [var folder, var where, .. var changed]:
        var library = new EditedLibrary(folder, isInMemory: where == "memory");
        CallAll();
        library.Call("Running", () => library.Replace(changed));
        CallAll();
        CallAll();
        MemoryReport.Save(Path.Combine(folder, "report.json"));
        MemoryReport.Save(Path.Combine(folder, "report.txt"));
        return 0;

        void CallAll()
        {
            foreach (var method in new[] { "Plain", "Untouched", "Later", "Lambda", "Unmarked", "Generic" })
                Console.WriteLine($"{method} {library.Call(method)}");
        }
    default:
        return 2;
}
