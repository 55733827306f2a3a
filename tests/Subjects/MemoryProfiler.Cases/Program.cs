using System.Globalization;
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
    case ["spans", var shortCalls]:
        Timelines.Run(int.Parse(shortCalls, CultureInfo.InvariantCulture)).GetAwaiter().GetResult();
        Console.WriteLine("ready");
        Console.ReadLine();
        return 0;
    case ["tree", var file, .. var mebibytes]:
        Timelines.Tree(file, [.. mebibytes.Select(text => int.Parse(text, CultureInfo.InvariantCulture))]);
        return 0;
    case ["branch", var file, var mebibytes]:
        Timelines.Branch(file, int.Parse(mebibytes, CultureInfo.InvariantCulture));
        return 0;
    case [var name, var report] when Catalog.Find(name) is { } run:
        run();
        Save(report);
        return 0;
    default:
        Console.Error.WriteLine($"Usage: MemoryProfiler.Cases silent | wander <folder> | casts | exit | crash | grow | leak | leak-elsewhere | fill | spans <calls> | tree <file> <MiB>… | branch <file> <MiB> | <case> <report.json>, where <case> is one of {string.Join(", ", Catalog.Names)}.");
        return 2;
}

static void Save(string path)
{
    var report = MemoryReport.Capture();
    report.Save(path);
    report.Save(Path.ChangeExtension(path, ".txt"));
}
