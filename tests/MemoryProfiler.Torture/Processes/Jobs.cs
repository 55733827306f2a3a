using System.Text.Json;
using MemoryProfiler.Torture.Preparing;
using MemoryProfiler.Torture.Weaving;
using MemoryProfiler.Torture.Work;
using MemoryProfiler.Weaving.Images;

namespace MemoryProfiler.Torture.Processes;

/// <summary>What a child process does: reads its request, and appends a line to the answer for each part done.</summary>
static class Jobs
{
    public const string Weave = "job-weave";
    public const string Prepare = "job-prepare";
    public const string Copy = "job-copy";
    public const string Work = "job-work";
    public const string Time = "job-time";

    /// <summary>Whether a name is that of a job.</summary>
    public static bool IsJob(string name) => name is Weave or Prepare or Copy or Work or Time;

    /// <summary>Runs a job.</summary>
    public static void Run(string job, string request, string answer)
    {
        var input = File.ReadAllText(request);
        using var writer = new StreamWriter(answer) { AutoFlush = true };
        IEnumerable<object> answers = job switch
        {
            Weave => Parse<WeaveRequest>(input).Files.Select(file => FileWeaver.Weave(file.Source, file.Target)),
            Prepare => PrepareAll(Parse<PrepareRequest>(input)),
            Copy => CopyAll(Parse<WeaveRequest>(input)),
            Time => [WorkTimer.Run(Parse<WorkRequest>(input))],
            _ => [WorkRunner.Run(Parse<WorkRequest>(input))],
        };
        foreach (var part in answers)
            writer.WriteLine(JsonSerializer.Serialize(part, part.GetType()));
    }

    static T Parse<T>(string text) => JsonSerializer.Deserialize<T>(text)!;

    static IEnumerable<object> PrepareAll(PrepareRequest request)
    {
        var context = new WovenContext(request.Folders);
        foreach (var file in request.Files)
            yield return new MethodPreparer(context.LoadFromAssemblyPath(file), file).Prepare();
    }

    static IEnumerable<object> CopyAll(WeaveRequest request)
    {
        foreach (var (source, target) in request.Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            AssemblyFile.Copy(source, target);
            yield return target;
        }
    }
}
