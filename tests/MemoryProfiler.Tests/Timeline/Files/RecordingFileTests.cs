namespace MemoryProfiler.Tests.Timeline.Files;

public sealed class RecordingFileTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("memory-profiler-tests").FullName;

    [Theory]
    [InlineData("dat-functions.dat")]
    [InlineData("dat-children.dat")]
    public void A_file_of_mprof_that_is_loaded_and_saved_has_the_same_bytes(string name)
    {
        MemoryRecording.Load(Original(name)).Save(In(name));

        File.ReadAllText(In(name)).ShouldBe(File.ReadAllText(Original(name)));
    }

    [Fact]
    public void A_file_of_mprof_with_functions_is_read_to_the_byte()
    {
        var recording = MemoryRecording.Load(Original("dat-functions.dat"));

        recording.Command.ShouldBe("python3 phases.py");
        recording.Start.UtcDateTime.ShouldBe(new DateTime(2026, 11, 20, 18, 21, 50, DateTimeKind.Utc).AddTicks(914_000));
        recording.Interval.ShouldBe(TimeSpan.FromMilliseconds(100.4));
        recording.Duration.ShouldBe(TimeSpan.FromSeconds(2.8125));
        recording.Series.ShouldHaveSingleItem().Samples.Count.ShouldBe(29);
        // 186.207 MiB as mprof peak prints it, and in whole pages as the system counted it.
        recording.Peak.ShouldBe(new MemorySample(TimeSpan.FromSeconds(1.4064), 47_669 * 4_096));
        recording.Baseline.ShouldBe(106 * 4_096);
        recording.Spans.Select(span => span.Name).ShouldBe(["__main__.load", "__main__.load", "__main__.transform", "__main__.main"]);
        recording.Spans[1].ShouldBe(new RecordedSpan
        {
            Name = "__main__.load",
            Start = TimeSpan.FromSeconds(1.3843),
            End = TimeSpan.FromSeconds(1.7951),
            StartBytes = 42_548 * 4_096,
            EndBytes = 47_669 * 4_096,
            Depth = 2,
        });
        recording.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Peaks_of_a_file_with_children_are_those_that_mprof_prints()
    {
        var recording = MemoryRecording.Load(Original("dat-children.dat"));

        recording.Series.Select(series => series.ProcessId).ShouldBe([null, 25_728, 25_729, 25_730]);
        recording.Series.Select(series => $"{series.Peak!.Value.Bytes / 1048576.0:F3}").ShouldBe(["365.566", "80.922", "100.922", "120.926"]);
    }

    [Theory]
    [InlineData("recording.json")]
    [InlineData("recording.JSON")]
    public void All_of_a_recording_is_in_json(string name)
    {
        Recordings.Full.Save(In(name));

        MemoryRecording.Load(In(name)).ShouldBe(Recordings.Full);
    }

    [Fact]
    public void A_recording_is_written_as_lines_that_mprof_reads()
    {
        Recordings.Full.Save(In("recording.dat"));

        File.ReadAllText(In("recording.dat")).ShouldBe("""
            FUNC Loader.Load 46.1953 1795195310.1010 47.6846 1795195310.2712 0
            FUNC read_"it"_<all> 0.0000 1795195310.1110 0.0000 1795195310.1210 1
            CMDLINE dotnet App.dll --load
            MEM 46.195312 1795195310.0910
            MEM 47.684570 1795195310.1911
            CHLD 4712 1.000000 1795195310.1911
            MEM 47.683594 1795195310.2910

            """);
    }

    [Fact]
    public void Names_of_methods_lose_parameters_and_blanks_that_mprof_cannot_read()
    {
        var span = Recordings.Full.Spans[0];
        var names = new[] { "Cache<TKey, TValue>.Get(TKey key, int count)", "load the\tmodel", " " };
        (Recordings.Full with { Spans = [.. names.Select(name => span with { Name = name })] }).Save(In("recording.dat"));

        File.ReadLines(In("recording.dat")).Take(3).Select(line => line.Split(' ')[1]).ShouldBe(["Cache<TKey,TValue>.Get", "load_the_model", "_"]);
    }

    [Fact]
    public void What_is_readable_of_a_file_is_used_and_the_first_bad_line_named()
    {
        var path = Write("bad.dat", "CMDLINE a b\nMEM 1.0 100.0000\nMEM 2.0 1x\nMEM\nFUNC f 1.0 100.0\nCHLD x 1.0 100.0\nWHAT is this\n\nMEM 3.0 101.0000\n");

        var recording = MemoryRecording.Load(path);

        recording.Series.ShouldHaveSingleItem().Samples.ShouldBe([new(TimeSpan.Zero, 1 << 20), new(TimeSpan.FromSeconds(1), 3 << 20)]);
        recording.Notes.ShouldBe([$"Line 3 of \"{path}\" is not understood and was left out: \"MEM 2.0 1x\". So were 3 more."]);
    }

    [Theory]
    [InlineData("MEM 2.000000 1795198912.90", "MEM 2.000000 1795198912.90")]
    [InlineData("FUNC f 1.0000 1.0000 1.0000 1795198912.9", "FUNC f 1.0000 1.0000 1.0000 1795198912.9")]
    [InlineData("ME", "ME")]
    public void A_last_line_that_is_cut_off_is_left_out(string end, string shown)
    {
        var path = Write("cut.dat", "MEM 1.000000 1795198911.9000\n" + end);

        var recording = MemoryRecording.Load(path);

        recording.Series.ShouldHaveSingleItem().Samples.ShouldHaveSingleItem();
        recording.Spans.ShouldBeEmpty();
        recording.Notes.ShouldBe([$"Line 2 of \"{path}\", the last one, is cut off and was left out: \"{shown}\"."]);
    }

    [Fact]
    public void A_last_line_without_an_end_that_has_all_its_digits_counts()
    {
        var recording = MemoryRecording.Load(Write("open.dat", "MEM 1.000000 1795198911.9000\nMEM 2.000000 1795198912.9000"));

        recording.Peak.ShouldBe(new MemorySample(TimeSpan.FromSeconds(1), 2 << 20));
        recording.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Samples_out_of_order_are_put_in_order()
    {
        var recording = MemoryRecording.Load(Write("mixed.dat", "MEM 2.0 102.0\nMEM 1.0 101.0\nFUNC f 1.0 100.5 2.0 102.0\n"));

        recording.Series[0].Samples.ShouldBe([new(TimeSpan.Zero, 1 << 20), new(TimeSpan.FromSeconds(1), 2 << 20)]);
        recording.Spans.ShouldHaveSingleItem().Start.ShouldBe(TimeSpan.FromSeconds(-0.5));
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("CMDLINE sleep 0.01\n", "it has no sample")]
    [InlineData("\0\u0001PNG\n", "it has no sample that can be read. Line 1 of \"{0}\" is not understood and was left out: \"\0\u0001PNG\"")]
    [InlineData("MEM 1e99 100.0\nMEM 1 1e30\nMEM NaN 1\n", "it has no sample that can be read. Line 1 of \"{0}\" is not understood and was left out: \"MEM 1e99 100.0\"")]
    public void A_file_without_a_sample_is_one_sentence(string text, string why)
    {
        var path = Write("none.dat", text);

        Should.Throw<InvalidDataException>(() => MemoryRecording.Load(path)).Message.ShouldBe(
            $"\"{path}\" is no recording: {why.Replace("{0}", path, StringComparison.Ordinal)}. Expected a .dat file with lines such as \"MEM 46.195312 1795198912.9039\", as mprof and MemoryRecording.Save write it.");
    }

    [Theory]
    [InlineData("{\"format\":\"MemoryProfiler.Recording\",\"version\":1}")]
    [InlineData("{\"format\":\"MemoryProfiler.Report\",\"version\":1}")]
    [InlineData("{\"format\":\"MemoryProfiler.Recording\",\"version\":1,\"command\":\"\",\"start\":\"2026-11-20T12:30:15+01:00\",\"interval\":0,\"duration\":0,\"series\":[],\"spans\":[],\"collections\":[],\"notes\":[]}")]
    [InlineData("{\"format\":\"MemoryProfiler.Recording\",\"version\":1,\"command\":\"\",\"start\":\"2026-11-20T12:30:15+01:00\",\"interval\":0,\"duration\":0,\"series\":[{\"name\":\"\",\"metric\":\"Pss\",\"seconds\":[1],\"bytes\":[]}],\"spans\":[],\"collections\":[],\"notes\":[]}")]
    [InlineData("{\"format\":\"MemoryProfiler.Recording\",\"version\":1,\"command\":\"\",\"start\":\"2026-11-20T12:30:15+01:00\",\"interval\":1e27,\"duration\":0,\"series\":[{\"name\":\"\",\"metric\":\"Pss\",\"seconds\":[1],\"bytes\":[1]}],\"spans\":[],\"collections\":[],\"notes\":[]}")]
    [InlineData("{\"format\":")]
    public void Json_that_is_no_recording_is_one_sentence(string json)
    {
        var path = Write("bad.json", json);

        var message = Should.Throw<InvalidDataException>(() => MemoryRecording.Load(path)).Message;

        message.ShouldStartWith($"\"{path}\" is not a MemoryProfiler recording: ");
        message.ShouldEndWith(" Expected a .json file that MemoryRecording.Save wrote.");
    }

    [Fact]
    public void A_recording_of_a_newer_version_is_named()
    {
        var path = Write("new.json", "{\"format\":\"MemoryProfiler.Recording\",\"version\":2}");

        Should.Throw<InvalidDataException>(() => MemoryRecording.Load(path)).Message.ShouldBe(
            $"\"{path}\" was written as version 2 of the recording format, this MemoryProfiler reads up to version 1; read it with a newer MemoryProfiler.");
    }

    [Theory]
    [InlineData("recording.txt")]
    [InlineData("recording")]
    public void An_ending_that_is_no_recording_s_is_one_sentence(string name) =>
        Should.Throw<ArgumentException>(() => Recordings.Full.Save(name)).Message.ShouldBe(
            $"\"{name}\" does not say in which form to write: a recording's file ends in .dat or .json. (Parameter 'path')");

    [Fact]
    public void A_file_of_a_recording_that_is_not_there_is_one_sentence()
    {
        var message = Should.Throw<IOException>(() => MemoryRecording.Load(In("none.dat"))).Message;

        message.ShouldStartWith($"The recording \"{In("none.dat")}\" cannot be read: ");
        message.ShouldEndWith(" Give the path of a .dat or .json file that was recorded.");
    }

    [Fact]
    public void A_recording_that_cannot_be_written_to_its_path_is_one_sentence()
    {
        Write("file", "");

        var message = Should.Throw<IOException>(() => Recordings.Full.Save(In("file/recording.dat"))).Message;

        message.ShouldStartWith($"The recording cannot be written to \"{In("file/recording.dat")}\": ");
        message.ShouldEndWith(" Give a path in a folder that may be written to.");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static string Original(string name) => Path.Combine(AppContext.BaseDirectory, "Timeline", "Files", "Originals", name);

    string In(string name) => Path.Combine(_folder, name);

    string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }
}
