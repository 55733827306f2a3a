using MemoryProfiler.Torture.Corpus;
using MemoryProfiler.Torture.Processes;
using MemoryProfiler.Torture.Weaving;
using MemoryProfiler.Torture.Work;

namespace MemoryProfiler.Torture;

/// <summary>Has woven libraries do what they exist for, beside unwoven ones, and compares.</summary>
/// <param name="scratch">A folder for the woven copies and what is compiled.</param>
/// <param name="log">Where progress is told.</param>
sealed class RealWork(string scratch, TextWriter log)
{
    static readonly WorkOutcome _nothing = new("", 0, 0, 0, 0, 0, 0, 0, []);

    /// <summary>Does all of it.</summary>
    public IReadOnlyList<WorkResult> Run()
    {
        return [.. All().Select(work => Run(work.Name, work.Folder, work.Assemblies))];
    }

    /// <summary>All pieces, with the assemblies that each runs woven and the folder they are in.</summary>
    public static IEnumerable<(string Name, string Folder, string[] Assemblies)> All()
    {
        yield return (CompilerWork.Name, CompilerWork.Folder, CompilerWork.Assemblies);
        foreach (var (name, assemblies) in LibraryWork.Assemblies)
            yield return (name, File.Exists(Path.Combine(AppContext.BaseDirectory, assemblies[0])) ? AppContext.BaseDirectory : AssemblyGroups.Framework, assemblies);
    }

    /// <summary>Does one piece with the given assemblies of a folder woven.</summary>
    public WorkResult Run(string name, string folder, string[] assemblies)
    {
        var woven = Directory.CreateDirectory(Path.Combine(scratch, $"{name.Replace(' ', '-')}-woven")).FullName;
        var output = Directory.CreateDirectory(Path.Combine(scratch, $"{name.Replace(' ', '-')}-output")).FullName;
        var pairs = assemblies.Select(file => new FilePair(Path.Combine(folder, file), Path.Combine(woven, file))).ToArray();
        var (files, death) = Child.Run<WovenFile>(Jobs.Weave, new WeaveRequest(pairs));
        death ??= files.Find(file => file.Error is not null)?.Error;

        var (plain, plainDeath) = Child.Run<WorkOutcome>(Jobs.Work, new WorkRequest(name, [folder], output));
        var (profiled, profiledDeath) = Child.Run<WorkOutcome>(Jobs.Work, new WorkRequest(name, [woven, folder], output));
        var result = new WorkResult(name, plain.FirstOrDefault(_nothing), profiled.FirstOrDefault(_nothing), death ?? plainDeath ?? profiledDeath);
        log.WriteLine($"{name}: {(result.IsClean ? "clean" : "NOT CLEAN")} {result.Death}");
        foreach (var note in result.Woven.Notes)
            log.WriteLine($"  {note}");
        return result;
    }
}
