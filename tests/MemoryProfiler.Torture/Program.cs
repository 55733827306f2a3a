using MemoryProfiler.Torture;
using MemoryProfiler.Torture.Corpus;
using MemoryProfiler.Torture.Processes;
using MemoryProfiler.Torture.Reporting;

const string Usage = """
    torture weave-and-prepare <folder or assembly>... [--limit <bodies>]
    torture work
    torture times <an older build's assembly> <rounds> [<work>...]
    torture slice
    torture all [<result file>]
    """;

if (args.Length == 3 && Jobs.IsJob(args[0]))
{
    Jobs.Run(args[0], args[1], args[2]);
    return 0;
}
if (args.Length == 0)
{
    Console.WriteLine(Usage);
    return 2;
}
using var scratch = new ScratchFolder();
return args[0] switch
{
    "weave-and-prepare" => Prepare(AssemblyGroups.Of(Paths()), Limit()),
    "slice" => Prepare(AssemblyGroups.Slice(), int.MaxValue),
    "work" => Work(),
    "times" when args.Length > 2 => Times(),
    "all" => All(),
    _ => 2,
};

int Prepare(IReadOnlyList<AssemblyGroup> groups, int limit)
{
    var results = new WeaveAndPrepare(scratch.Path, Console.Error).Run(groups, limit);
    return Say(results);
}

int Say(IReadOnlyList<GroupResult> results)
{
    Console.Write(ResultTable.Groups(results));
    foreach (var failure in ResultTable.Failures(results))
        Console.WriteLine(failure);
    return results.All(result => result.IsClean) ? 0 : 1;
}

int Work()
{
    var results = new RealWork(scratch.Path, Console.Error).Run();
    Console.Write(ResultTable.Work(results));
    return results.All(result => result.IsClean) ? 0 : 1;
}

int Times()
{
    var rounds = int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture);
    Console.Write(ResultTable.Times(new WorkTimes(scratch.Path, Path.GetFullPath(args[1]), rounds, Console.Error).Run(args[3..])));
    return 0;
}

int All()
{
    var groups = new WeaveAndPrepare(scratch.Path, Console.Error).Run(AssemblyGroups.All());
    var work = new RealWork(scratch.Path, Console.Error).Run();
    var code = Say(groups);
    Console.Write(ResultTable.Work(work));
    if (args.Length > 1)
        ResultFile.Write(args[1], groups, work);
    return code == 0 && work.All(result => result.IsClean) ? 0 : 1;
}

IEnumerable<string> Paths() => args.Skip(1).TakeWhile(argument => argument != "--limit");

int Limit()
{
    var at = Array.IndexOf(args, "--limit");
    return at > 0 && at + 1 < args.Length ? int.Parse(args[at + 1], System.Globalization.CultureInfo.InvariantCulture) : int.MaxValue;
}
