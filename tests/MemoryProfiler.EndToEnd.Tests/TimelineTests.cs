using System.Globalization;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>Processes that are recorded from outside.</summary>
public sealed class TimelineTests
{
    const double MiB = 1 << 20;
    const double MostApart = 0.02;

    // Only against a program that hangs.
    static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_calls_of_a_child_stand_in_the_recording_without_a_change_of_its_code()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("run.dat");
        using var child = RecordedChild.Start(["spans", "300000"], ("MEMORYPROFILER_SPANS", folder.File("{pid}.spans")));
        var watching = MemoryMonitor.WatchAsync(child.Id, new MemoryMonitorOptions { SpansFrom = folder.Path, RecordTo = path }, TestContext.Current.CancellationToken);
        await child.BeReady();
        await child.End();

        var recording = await watching.WaitAsync(_patience, TestContext.Current.CancellationToken);

        Calls(recording).ShouldBe(
        [
            ("Timelines.Load", 0, 2_097_200), ("Timelines.Read", 1, 1_048_600), ("Timelines.Read", 1, 1_048_600), ("Timelines.LoadLater", 0, null), ("named by hand", 0, null), ("Timelines.Many", 0, 0),
        ]);
        recording.Spans.ShouldAllBe(span => span.ProcessId == child.Id && span.Start > TimeSpan.Zero && span.End <= recording.Duration && span.StartBytes > MiB);
        recording.Collections.ShouldContain(collection => collection.Generation == 2 && collection.Pause > TimeSpan.Zero && collection.ProcessId == child.Id);
        recording.Series.Select(series => (series.ProcessId, series.Metric)).ShouldBe(
            [(child.Id, MemoryMetric.WorkingSet), (child.Id, MemoryMetric.ManagedHeap), (child.Id, MemoryMetric.Committed)]);
        recording.Series[1].Peak!.Value.Bytes.ShouldBeGreaterThan((long)MiB);
        // Each call is in the recording or counted.
        var note = recording.Notes.ShouldHaveSingleItem();
        note.ShouldMatch(string.Create(CultureInfo.InvariantCulture, $@"^Process {child.Id} \(dotnet\) left out [\d,]+ of its calls, which took [\d.]+ ms at most: they came too fast\.$"));
        var leftOut = long.Parse(note.Split(' ')[5], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        (leftOut + recording.Spans.Count(span => span.Name == "Timelines.Short")).ShouldBe(300_000);
        new FileInfo(Directory.GetFiles(folder.Path, "*.spans").ShouldHaveSingleItem()).Length.ShouldBeLessThan(2 << 20);
        MemoryRecording.Load(path).Spans.Select(span => span.Name).ShouldBe(recording.Spans.Select(span => span.Name.Replace(' ', '_')));
    }

    [Fact]
    public async Task A_child_that_is_killed_leaves_its_calls()
    {
        using var folder = new TemporaryFolder();
        using var child = RecordedChild.Start(["spans", "0"], ("MEMORYPROFILER_SPANS", folder.File("{pid}.spans")));
        var watching = MemoryMonitor.WatchAsync(child.Id, cancellationToken: TestContext.Current.CancellationToken);
        await child.BeReady();
        // The last of the calls is in the file a tenth of a second later.
        var file = folder.File(string.Create(CultureInfo.InvariantCulture, $"{child.Id}.spans"));
        SpinWait.SpinUntil(() => File.ReadAllText(file).Contains("Timelines.Many", StringComparison.Ordinal), _patience).ShouldBeTrue();
        child.Kill();
        var recording = await watching.WaitAsync(_patience, TestContext.Current.CancellationToken);

        var whole = MemoryMonitor.AddSpans(recording, file);

        Calls(whole).Select(call => call.Name).ShouldBe(["Timelines.Load", "Timelines.Read", "Timelines.Read", "Timelines.LoadLater", "named by hand", "Timelines.Many"]);
        whole.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_sums_of_a_tree_are_those_of_its_processes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems tell no proportional share.");
        using var folder = new TemporaryFolder();
        using var parent = RecordedChild.Start(["tree", folder.File("shared"), "20", "40", "60"]);
        await parent.BeReady();
        using var cancellation = new CancellationTokenSource();
        var seen = new SampleCount();
        var watching = MemoryMonitor.WatchAsync(parent.Id, new MemoryMonitorOptions
        {
            Metrics = [MemoryMetric.WorkingSet, MemoryMetric.Pss, MemoryMetric.Uss],
            IncludeChildren = true,
            PerChild = true,
            Progress = seen,
        }, cancellation.Token);
        SpinWait.SpinUntil(() => seen.Count >= 5, _patience).ShouldBeTrue();
        await cancellation.CancelAsync();
        var recording = await watching.WaitAsync(_patience, TestContext.Current.CancellationToken);
        var processes = Directory.GetDirectories("/proc").Where(path => IsOf(path, parent.Id)).ToArray();
        var read = processes.Select(Smaps).ToArray();
        await parent.End();

        processes.Length.ShouldBe(4);
        ShouldBeNear(Last(recording, MemoryMetric.WorkingSet), read.Sum(one => one.Rss));
        ShouldBeNear(Last(recording, MemoryMetric.Pss), read.Sum(one => one.Pss));
        ShouldBeNear(Last(recording, MemoryMetric.Uss), read.Sum(one => one.Uss));
        // The file of 32 MiB is in all four processes: resident in each, by a quarter in each, and nobody's own.
        (Last(recording, MemoryMetric.WorkingSet) - Last(recording, MemoryMetric.Pss)).ShouldBeGreaterThan((long)(95 * MiB));
        recording.Series.Take(3).ShouldAllBe(series => series.IsSum);
        recording.Series.Skip(3).Select(series => series.Name).ShouldBe(["dotnet", "dotnet", "dotnet"]);
    }

    static (string Name, int Depth, long? Bytes)[] Calls(MemoryRecording recording) =>
    [
        .. from span in recording.Spans
           where span.Name != "Timelines.Short"
           select (span.Name, span.Depth, span.Name is "Timelines.LoadLater" ? null : span.AllocatedBytes),
    ];

    static long Last(MemoryRecording recording, MemoryMetric metric) => recording.Series.First(series => series.Metric == metric).Samples[^1].Bytes;

    static void ShouldBeNear(long recorded, long read) => Math.Abs((double)recorded / read - 1).ShouldBeLessThan(MostApart, $"{recorded / MiB:F1} against {read / MiB:F1} MiB");

    static bool IsOf(string path, int parent)
    {
        if (!int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return false;
        try
        {
            var stat = File.ReadAllText(path + "/stat");
            var id = parent.ToString(CultureInfo.InvariantCulture);
            return Path.GetFileName(path) == id || stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == id;
        }
        catch (IOException)
        {
            // It has just ended.
            return false;
        }
    }

    // Each mapping on its own, and not the kernel's own sum of them, which the recorder reads.
    static (long Rss, long Pss, long Uss) Smaps(string path)
    {
        var (rss, pss, uss) = (0L, 0L, 0L);
        foreach (var line in File.ReadLines(path + "/smaps"))
        {
            var fields = line.Split((char[])[' '], StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length != 3 || fields[2] != "kB")
                continue;
            var bytes = long.Parse(fields[1], CultureInfo.InvariantCulture) * 1024;
            rss += fields[0] == "Rss:" ? bytes : 0;
            pss += fields[0] == "Pss:" ? bytes : 0;
            uss += fields[0] is "Private_Clean:" or "Private_Dirty:" or "Private_Hugetlb:" ? bytes : 0;
        }
        return (rss, pss, uss);
    }

    sealed class SampleCount : IProgress<MemorySample>
    {
        int _count;

        public int Count => Volatile.Read(ref _count);

        public void Report(MemorySample value) => Interlocked.Increment(ref _count);
    }
}
