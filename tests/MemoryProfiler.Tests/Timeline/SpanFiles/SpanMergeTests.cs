using MemoryProfiler.Timeline.SpanFiles;

namespace MemoryProfiler.Tests.Timeline.SpanFiles;

public sealed class SpanMergeTests : IDisposable
{
    const string Head = "{\"format\":\"MemoryProfiler.Spans\",\"version\":1,\"process\":4712,\"name\":\"Worker\",\"start\":\"2026-11-20T17:21:51.091+00:00\"}\n";

    readonly string _folder = Directory.CreateTempSubdirectory("memory-profiler-tests").FullName;

    // It began a second before the worker began to write.
    static MemoryRecording Recording => Recordings.Full with { Spans = [], Collections = [], Notes = [] };

    [Fact]
    public void What_a_process_wrote_stands_in_the_recording_on_its_clock()
    {
        Write("a.spans", Head + """
            ["heap",0,1000,0]
            ["span","Loader.Load",1000000,3000000,4096,null,1024,7]
            ["gc",1500000,2,12345]
            ["gc",1600000,0,null]
            ["heap",2000000,2000,5000]
            ["span","read the \u0022file\u0022",1500000,2000000,null,8192,null,7]
            ["later versions may add this",1]
            ["left",12345,400]

            """);

        var recording = MemoryMonitor.AddSpans(Recording, _folder);

        recording.Spans.ShouldBe(
        [
            new RecordedSpan { Name = "Loader.Load", Start = Seconds(1.1), End = Seconds(1.3), StartBytes = 4096, AllocatedBytes = 1024, ProcessId = 4712, ThreadId = 7 },
            new RecordedSpan { Name = "read the \"file\"", Start = Seconds(1.15), End = Seconds(1.2), EndBytes = 8192, Depth = 1, ProcessId = 4712, ThreadId = 7 },
        ]);
        recording.Collections.ShouldBe([new(Seconds(1.15), 2, new TimeSpan(12_345), 4712), new(Seconds(1.16), 0, null, 4712)]);
        recording.Series.Take(3).ShouldBe(Recording.Series);
        recording.Series.Skip(3).ShouldBe(
        [
            new MemorySeries { ProcessId = 4712, Name = "Worker", Metric = MemoryMetric.ManagedHeap, Samples = [new(Seconds(1), 1000), new(Seconds(1.2), 2000)] },
            new MemorySeries { ProcessId = 4712, Name = "Worker", Metric = MemoryMetric.Committed, Samples = [new(Seconds(1.2), 5000)] },
        ]);
        recording.Notes.ShouldBe(["Process 4712 (Worker) left out 12,345 of its calls, which took 0.04 ms at most: they came too fast."]);
    }

    [Fact]
    public void The_last_line_of_a_killed_process_may_be_cut_anywhere()
    {
        const string Line = "[\"span\",\"Loader.Load\",1000000,3000000,4096,null,1024,7]";
        for (var length = 0; length < Line.Length; length++)
        {
            var path = Write("cut.spans", Head + Line + "\n" + Line[..length]);

            var recording = MemoryMonitor.AddSpans(Recording, path);

            recording.Spans.ShouldHaveSingleItem().Name.ShouldBe("Loader.Load");
            recording.Notes.ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_line_that_is_not_understood_is_named_and_the_others_are_used()
    {
        var path = Write("bad.spans", Head + "[\"span\",\"no times\"]\nrubbish\n[\"gc\",1,0,null]\n");

        var recording = MemoryMonitor.AddSpans(Recording, path);

        recording.Collections.ShouldHaveSingleItem();
        recording.Notes.ShouldBe([$"Line 2 of \"{path}\" is not understood; what could be read is used."]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"format\":\"MemoryProfiler.Report\",\"version\":1}\n")]
    [InlineData("{\"format\":\"MemoryProfiler.Spans\",\"version\":2}\n")]
    [InlineData("CMDLINE python3 phases.py\nMEM 1.0 1.0\n")]
    public void A_file_that_is_none_of_spans_is_named(string text)
    {
        var path = Write("other.spans", text);

        MemoryMonitor.AddSpans(Recording, path).ShouldBe(Recording with { Notes = [$"\"{path}\" has no spans that this MemoryProfiler can read."] });
    }

    [Fact]
    public void A_file_of_spans_that_is_not_there_is_named() =>
        MemoryMonitor.AddSpans(Recording, Path.Combine(_folder, "none.spans")).Notes.ShouldHaveSingleItem()
            .ShouldStartWith($"The spans of \"{Path.Combine(_folder, "none.spans")}\" cannot be read: ");

    [Fact]
    public void A_folder_without_files_changes_nothing() => MemoryMonitor.AddSpans(Recording, _folder).ShouldBe(Recording);

    [Fact]
    public void Of_too_many_spans_the_longest_are_kept()
    {
        var lines = Enumerable.Range(1, 30).Select(i => $"[\"span\",\"s\",0,{i},null,null,null,1]\n");
        var path = Write("many.spans", Head + string.Concat(lines));

        var recording = SpanMerge.Merge(Recording, path, 100, 20);

        recording.Spans.Select(span => span.Duration.Ticks).Order().ShouldBe(Enumerable.Range(12, 19).Select(i => (long)i));
        recording.Notes.ShouldBe(["11 calls and spans are left out: the shortest."]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static TimeSpan Seconds(double seconds) => TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));

    string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
