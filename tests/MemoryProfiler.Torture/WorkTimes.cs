using MemoryProfiler.Torture.Processes;
using MemoryProfiler.Torture.Weaving;
using MemoryProfiler.Torture.Work;

namespace MemoryProfiler.Torture;

/// <summary>Measures how much longer real work takes woven, by this build of the program and by an older one in turns.</summary>
/// <param name="scratch">A folder for the woven copies and what is compiled.</param>
/// <param name="other">The assembly of the older build.</param>
/// <param name="rounds">How often each is measured.</param>
/// <param name="log">Where progress is told.</param>
sealed class WorkTimes(string scratch, string other, int rounds, TextWriter log)
{
    /// <summary>Does all pieces, or those that are named.</summary>
    public IReadOnlyList<WorkTimeResult> Run(IReadOnlyCollection<string> names) =>
        [.. RealWork.All().Where(work => names.Count == 0 || names.Contains(work.Name)).Select(work => Run(work.Name, work.Folder, work.Assemblies))];

    WorkTimeResult Run(string name, string folder, string[] assemblies)
    {
        string[] programs = [other, typeof(WorkTimes).Assembly.Location];
        var places = programs.Select((program, i) => Weave(program, Path.Combine(scratch, $"{name}-{i}"), folder, assemblies)).ToArray();
        var result = new WorkTimeResult(name, [], []);
        for (var round = 0; round < rounds; round++)
        {
            double[] ratios = [.. programs.Select((program, i) => Ratio(program, name, places[i], folder))];
            result.Older.Add(ratios[0]);
            result.Newer.Add(ratios[1]);
            log.WriteLine(FormattableString.Invariant($"{name}: {ratios[0]:0.000} {ratios[1]:0.000}"));
        }
        return result;
    }

    static string Weave(string program, string place, string folder, string[] assemblies)
    {
        var woven = Directory.CreateDirectory(place).FullName;
        var pairs = assemblies.Select(file => new FilePair(Path.Combine(folder, file), Path.Combine(woven, file))).ToArray();
        Answers(Child.RunBy<WovenFile>(program, Jobs.Weave, new WeaveRequest(pairs)));
        return woven;
    }

    static double Ratio(string program, string name, string woven, string folder)
    {
        var plain = Time(program, new WorkRequest(name, [folder], woven));
        return Time(program, new WorkRequest(name, [woven, folder], woven)) / plain;
    }

    static double Time(string program, WorkRequest request) => Answers(Child.RunBy<WorkTime>(program, Jobs.Time, request))[0].Milliseconds;

    static List<T> Answers<T>((List<T> Answers, string? Death) run) => run.Death is null ? run.Answers : throw new InvalidOperationException(run.Death);
}
