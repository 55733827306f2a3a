using MemoryProfiler;
using MemoryProfiler.Cases;

switch (args)
{
    case ["silent"]:
        Case01.Build();
        return 0;
    case ["wander", var folder]:
        Directory.SetCurrentDirectory(folder);
        Case01.Build();
        return 0;
    case ["casts"]:
        Casts.Read();
        Console.WriteLine(Casts.Bytes());
        return 0;
    case ["exit"]:
        Ending.Exit();
        return 0;
    case ["crash"]:
        Ending.Crash();
        return 0;
    case ["grow"]:
        return Growing.Grow();
    case ["leak"]:
        Starving.Leak();
        return 0;
    case ["leak-elsewhere"]:
        Starving.LeakElsewhere();
        return 0;
    case ["fill"]:
        Starving.FillAndFree();
        return 0;
    case [var name, var report] when Catalog.Find(name) is { } run:
        run();
        Save(report);
        return 0;
    default:
        Console.Error.WriteLine($"Usage: MemoryProfiler.Cases silent | wander <folder> | casts | exit | crash | grow | leak | leak-elsewhere | fill | <case> <report.json>, where <case> is one of {string.Join(", ", Catalog.Names)}.");
        return 2;
}

static void Save(string path)
{
    var report = MemoryReport.Capture();
    report.Save(path);
    report.Save(Path.ChangeExtension(path, ".txt"));
}
