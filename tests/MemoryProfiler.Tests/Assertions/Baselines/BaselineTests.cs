namespace MemoryProfiler.Tests.Assertions.Baselines;

public sealed class BaselineTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("baselines").FullName;

    string TestFile => Path.Combine(_folder, "OrderTests.cs");

    string BaselinePath => Path.Combine(_folder, "OrderTests.memory.json");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("MEMORYPROFILER_BASELINE", null);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void An_increase_past_the_tolerance_fails()
    {
        Update(() => Assert(1_000));
        Assert(1_000).Notes.ShouldBeEmpty();
        Assert(1_100, tolerance: 104).Bytes.ShouldBe(1_128);

        Should.Throw<MemoryAssertException>(() => Assert(1_100))
            .Message.ShouldStartWith("MemoryAssert.AllocatesNoMoreThanBaseline: one call allocated 1,128 B, 104 B more than the limit of 1,024 B (the baseline \"import\" of OrderTests.memory.json, written in a ");
    }

    [Fact]
    public void A_decrease_passes_and_is_noted()
    {
        Update(() => Assert(1_000));

        Assert(500).Notes.ShouldBe(["A call allocates 496 B less than its baseline \"import\": write it anew with MEMORYPROFILER_BASELINE=update to keep that."]);
    }

    [Fact]
    public void An_update_keeps_the_other_baselines_and_their_order()
    {
        Update(() => Assert(1_000, name: "b"));
        Update(() => Assert(2_000, name: "a"));
        Update(() => Assert(3_000, name: "b"));

        var text = File.ReadAllText(BaselinePath);
        text.IndexOf("\"a\"", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("\"b\"", StringComparison.Ordinal));
        text.ShouldContain("\"bytes\": 2024");
        text.ShouldContain("\"bytes\": 3024");
        text.ShouldNotContain("\"bytes\": 1024");
    }

    [Fact]
    public void A_file_says_what_it_is_and_in_which_version()
    {
        Update(() => Assert(1_000));

        var lines = File.ReadAllLines(BaselinePath);
        lines[..5].ShouldBe(["{", "  \"format\": \"MemoryProfiler.Baselines\",", "  \"version\": 1,", "  \"baselines\": {", "    \"import\": {"]);
        lines[5].ShouldBe("      \"bytes\": 1024,");
    }

    [Theory]
    [InlineData("import")]
    [InlineData("format")]
    [InlineData("version")]
    public void A_file_of_before_there_was_a_head_is_read_and_has_one_once_it_is_written(string name)
    {
        File.WriteAllText(BaselinePath, $$"""{ "{{name}}": { "bytes": 1024, "build": "Debug", "runtime": ".NET 8.0.0" }, "other": { "bytes": 7, "build": "Debug", "runtime": ".NET 8.0.0" } }""");

        Should.Throw<MemoryAssertException>(() => Assert(1_100, name: name)).Message
            .ShouldContain($"104 B more than the limit of 1,024 B (the baseline \"{name}\" of OrderTests.memory.json, written in a Debug build under .NET 8.0.0).");

        Update(() => Assert(1_100, name: name));
        var text = File.ReadAllText(BaselinePath);
        text.ShouldStartWith("{\n  \"format\": \"MemoryProfiler.Baselines\",\n  \"version\": 1,\n  \"baselines\": {\n");
        text.ShouldContain("\"bytes\": 1128");
        text.ShouldContain("\"bytes\": 7");
    }

    [Theory]
    [InlineData("""{ "format": "MemoryProfiler.Baselines", "version": 2, "baselines": [] }""", "was written as version 2 of the baseline format, this MemoryProfiler reads up to version 1; read it with a newer MemoryProfiler.")]
    [InlineData("""{ "format": "MemoryProfiler.Report", "version": 1 }""", "is not a file of memory baselines: it is JSON of something else. Run the tests with MEMORYPROFILER_BASELINE=update to write it anew once it is deleted.")]
    [InlineData("[]", "is not a file of memory baselines: it is JSON of something else. Run the tests with MEMORYPROFILER_BASELINE=update to write it anew once it is deleted.")]
    public void A_file_of_a_newer_version_or_of_something_else_says_so(string text, string sentence)
    {
        File.WriteAllText(BaselinePath, text);

        Should.Throw<InvalidDataException>(() => Assert(1_000)).Message.ShouldBe($"\"{BaselinePath}\" {sentence}");
    }

    [Fact]
    public void A_baseline_that_is_missing_is_named_with_the_mend() =>
        Should.Throw<MemoryAssertException>(() => Assert(1_000))
            .Message.ShouldBe("MemoryAssert.AllocatesNoMoreThanBaseline: there is no baseline \"import\" in OrderTests.memory.json. Run the test once with MEMORYPROFILER_BASELINE=update and commit the file.");

    [Fact]
    public void Bad_input_of_a_baseline_is_named()
    {
        File.WriteAllText(BaselinePath, "{ not json");
        Should.Throw<InvalidDataException>(() => Assert(1_000)).Message.ShouldStartWith($"\"{BaselinePath}\" is not a file of memory baselines: ");
        Should.Throw<ArgumentException>(() => Assert(1_000, name: " ")).ParamName.ShouldBe("name");
    }

    [Fact]
    public void A_variable_that_is_not_understood_compares_and_is_named_where_that_fails()
    {
        const string fault = "The environment variable MEMORYPROFILER_BASELINE=write is not understood: allowed are update and compare. The default is used, compare.";
        Environment.SetEnvironmentVariable("MEMORYPROFILER_BASELINE", "write");

        Should.Throw<MemoryAssertException>(() => Assert(1_000)).Message.ShouldEndWith($" and commit the file. {fault}");

        Update(() => Assert(1_000));
        Environment.SetEnvironmentVariable("MEMORYPROFILER_BASELINE", "write");
        Should.Throw<MemoryAssertException>(() => Assert(1_100)).Message.ShouldContain($"\nHint: {fault}\n");
        Assert(1_000).Bytes.ShouldBe(1_024);
    }

    AllocationMeasurement Assert(int length, MemorySize tolerance = default, string name = "import") =>
        MemoryAssert.AllocatesNoMoreThanBaseline(name, () => GC.KeepAlive(new byte[length]), tolerance, TestFile);

    static void Update(Func<AllocationMeasurement> assertion)
    {
        Environment.SetEnvironmentVariable("MEMORYPROFILER_BASELINE", "update");
        assertion();
        Environment.SetEnvironmentVariable("MEMORYPROFILER_BASELINE", null);
    }
}
