using MemoryProfiler.Torture.Corpus;
using MemoryProfiler.Torture.Preparing;
using MemoryProfiler.Torture.Processes;
using MemoryProfiler.Torture.Reporting;
using MemoryProfiler.Torture.Weaving;
using MemoryProfiler.Torture.Work;

namespace MemoryProfiler.Torture;

/// <summary>Weaves groups of assemblies whole and has every method prepared at both tiers, in child processes.</summary>
/// <param name="scratch">A folder for the woven copies.</param>
/// <param name="log">Where progress is told.</param>
sealed class WeaveAndPrepare(string scratch, TextWriter log)
{
    const int BodiesPerProcess = 15_000;
    static readonly ParallelOptions _atOnce = new() { MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 1, 4) };
    static readonly HashSet<string> _none = [];

    readonly Lock _gate = new();
    readonly Dictionary<string, GroupResult> _results = [];

    /// <summary>Does it; one result for each name of a group.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="limit">Stop taking assemblies in when they have so many bodies.</param>
    public IReadOnlyList<GroupResult> Run(IReadOnlyList<AssemblyGroup> groups, int limit = int.MaxValue)
    {
        foreach (var group in groups)
            _results.TryAdd(group.Name, new GroupResult(group.Name));
        var assemblies = Limited(groups.SelectMany((group, index) => Assemblies(group, index)), limit).ToList();
        log.WriteLine($"{assemblies.Count} assemblies, {assemblies.Sum(a => a.Bodies):N0} bodies");

        var woven = new List<TortureAssembly>();
        Parallel.ForEach(Batches(assemblies), _atOnce, batch => Weave(batch, woven));
        log.WriteLine($"woven: {woven.Count} assemblies");
        foreach (var isOptimised in new[] { false, true })
        {
            Parallel.ForEach(Batches(woven), _atOnce, batch => Prepare(batch, isOptimised));
            log.WriteLine(isOptimised ? "prepared, optimised" : "prepared");
        }
        return [.. _results.Values];
    }

    IEnumerable<TortureAssembly> Assemblies(AssemblyGroup group, int index)
    {
        var folder = Path.Combine(scratch, index.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return group.Files.Select(file => new TortureAssembly(group, file, folder, ManagedFile.Read(file)!.BodyCount));
    }

    static IEnumerable<TortureAssembly> Limited(IEnumerable<TortureAssembly> assemblies, int limit)
    {
        var bodies = 0;
        return assemblies.TakeWhile(assembly => (bodies += assembly.Bodies) - assembly.Bodies < limit);
    }

    /// <summary>Parts of a process each: assemblies of one folder, not too many bodies; big ones first, so that none is left for last.</summary>
    static IEnumerable<TortureAssembly[]> Batches(IEnumerable<TortureAssembly> assemblies)
    {
        var batches = new List<List<TortureAssembly>>();
        foreach (var folder in assemblies.GroupBy(assembly => assembly.Folder))
        {
            batches.Add([]);
            foreach (var assembly in folder.OrderBy(a => a.Source, StringComparer.Ordinal))
            {
                if (batches[^1].Count > 0 && batches[^1].Sum(a => a.Bodies) + assembly.Bodies > BodiesPerProcess)
                    batches.Add([]);
                batches[^1].Add(assembly);
            }
        }
        return batches.OrderByDescending(batch => batch.Sum(a => a.Bodies)).Select(batch => batch.ToArray());
    }

    void Weave(TortureAssembly[] batch, List<TortureAssembly> woven)
    {
        for (var done = 0; done < batch.Length;)
        {
            var rest = batch[done..];
            var (files, death) = Child.Run<WovenFile>(Jobs.Weave, new WeaveRequest([.. rest.Select(a => new FilePair(a.Source, a.Target))]));
            // As below: a process that died takes only the assembly it was at with it.
            if (files.Count < rest.Length)
                files.Add(new WovenFile(rest[files.Count].Source, "", rest[files.Count].Bodies, 0, 0, 0, death ?? "no answer"));
            foreach (var file in files)
                Add(batch[done++], file, woven);
        }
    }

    void Add(TortureAssembly assembly, WovenFile file, List<TortureAssembly> woven)
    {
        lock (_gate)
        {
            _results[assembly.Group.Name].Add(file);
            if (file is { Error: null, Methods: > 0 })
                woven.Add(assembly);
        }
    }

    void Prepare(TortureAssembly[] batch, bool isOptimised)
    {
        for (var done = 0; done < batch.Length;)
        {
            var files = batch[done..].Select(a => a.Target).ToArray();
            var (answers, death) = Child.Run<Preparation>(Jobs.Prepare, new PrepareRequest(files, [batch[0].Folder, batch[0].Group.Folder, CompilerWork.Folder]), isOptimised);
            // What a process died of is the failure of the assembly it was at; the others go on in the next one.
            if (answers.Count < files.Length)
                answers.Add(new Preparation(files[answers.Count], 0, 0, 0, [new PreparationFailure("", "Process", death ?? "no answer")]));
            foreach (var answer in answers)
                Add(batch[done++], answer, isOptimised);
        }
    }

    void Add(TortureAssembly assembly, Preparation answer, bool isOptimised)
    {
        var unwoven = _none;
        if (answer.Failures.Count > 0)
        {
            // In the company of others an assembly may meet another version of what it needs: alone it counts.
            answer = PrepareAlone(assembly.Target, [assembly.Folder, assembly.Group.Folder, CompilerWork.Folder], isOptimised);
            unwoven = [.. Unwoven(assembly, isOptimised).Failures.Select(failure => failure.Method)];
        }
        lock (_gate)
        {
            var result = _results[assembly.Group.Name];
            (isOptimised ? result.Optimised : result.FirstTier).Add(answer, unwoven);
        }
    }

    static Preparation Unwoven(TortureAssembly assembly, bool isOptimised)
    {
        var folder = assembly.Folder + "-unwoven";
        var copy = Path.Combine(folder, Path.GetFileName(assembly.Source));
        Child.Run<string>(Jobs.Copy, new WeaveRequest([new FilePair(assembly.Source, copy)]));
        return PrepareAlone(copy, [folder, assembly.Group.Folder, CompilerWork.Folder], isOptimised);
    }

    static Preparation PrepareAlone(string file, string[] folders, bool isOptimised)
    {
        var (answers, death) = Child.Run<Preparation>(Jobs.Prepare, new PrepareRequest([file], folders), isOptimised);
        return answers.Count == 1 ? answers[0] : new Preparation(file, 0, 0, 0, [new PreparationFailure("", "Process", death ?? "no answer")]);
    }
}
