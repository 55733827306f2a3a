using MemoryProfiler.Assertions.Baselines;

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
    public void An_increase_over_a_baseline_past_the_tolerance_fails()
    {
        Update(() => Assert(1_000));
        Assert(1_000).Notes.ShouldBeEmpty();
        Assert(1_100, tolerance: 104).Bytes.ShouldBe(1_128);

        Should.Throw<MemoryAssertException>(() => Assert(1_100))
            .Message.ShouldStartWith("MemoryAssert.AllocatesNoMoreThanBaseline: one call allocated 1,128 B, 104 B more than the limit of 1,024 B (the baseline \"import\" of OrderTests.memory.json, written in a ");
    }

    [Fact]
    public void A_decrease_below_a_baseline_passes_and_is_noted()
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
    public void A_file_of_baselines_says_what_it_is_and_in_which_version()
    {
        Update(() => Assert(1_000));

        var lines = File.ReadAllLines(BaselinePath);
        lines[..5].ShouldBe(["{", "  \"format\": \"MemoryProfiler.Baselines\",", "  \"version\": 2,", "  \"baselines\": {", "    \"import\": {"]);
        lines[5].ShouldBe("      \"bytes\": 1024,");
    }

    [Theory]
    [InlineData("import")]
    [InlineData("format")]
    [InlineData("version")]
    public void A_file_of_baselines_without_a_head_is_read_and_has_one_once_it_is_written(string name)
    {
        File.WriteAllText(BaselinePath, $$"""{ "{{name}}": { "bytes": 1024, "build": "Debug", "runtime": ".NET 8.0.0" }, "other": { "bytes": 7, "build": "Debug", "runtime": ".NET 8.0.0" } }""");

        Should.Throw<MemoryAssertException>(() => Assert(1_100, name: name)).Message
            .ShouldContain($"104 B more than the limit of 1,024 B (the baseline \"{name}\" of OrderTests.memory.json, written in a Debug build under .NET 8.0.0).");

        Update(() => Assert(1_100, name: name));
        var text = File.ReadAllText(BaselinePath);
        text.ShouldStartWith("{\n  \"format\": \"MemoryProfiler.Baselines\",\n  \"version\": 2,\n  \"baselines\": {\n");
        text.ShouldContain("\"bytes\": 1128");
        text.ShouldContain("\"bytes\": 7");
    }

    [Theory]
    [InlineData("""{ "format": "MemoryProfiler.Baselines", "version": 3, "baselines": [] }""", "was written as version 3 of the baseline format, this MemoryProfiler reads up to version 2; read it with a newer MemoryProfiler.")]
    [InlineData("""{ "format": "MemoryProfiler.Report", "version": 1 }""", "is not a file of memory baselines: it is JSON of something else. Run the tests with MEMORYPROFILER_BASELINE=update to write it anew once it is deleted.")]
    [InlineData("[]", "is not a file of memory baselines: it is JSON of something else. Run the tests with MEMORYPROFILER_BASELINE=update to write it anew once it is deleted.")]
    public void A_file_of_baselines_of_a_newer_version_or_of_something_else_says_so(string text, string sentence)
    {
        File.WriteAllText(BaselinePath, text);

        Should.Throw<InvalidDataException>(() => Assert(1_000)).Message.ShouldBe($"\"{BaselinePath}\" {sentence}");
    }

    [Fact]
    public void A_file_of_the_version_before_frameworks_were_named_is_read()
    {
        File.WriteAllText(BaselinePath, """{ "format": "MemoryProfiler.Baselines", "version": 1, "baselines": { "import": { "bytes": 1024, "build": "Debug", "runtime": ".NET 8.0.0" } } }""");

        Assert(1_000).Bytes.ShouldBe(1_024);
        Should.Throw<MemoryAssertException>(() => Assert(1_100)).Message.ShouldContain("written in a Debug build under .NET 8.0.0)");
    }

    [Fact]
    public void A_framework_that_allocates_something_else_has_a_baseline_of_its_own()
    {
        Update(() => Assert(1_000));
        Write("net6.0", 1_064);

        Assert(1_000).Notes.ShouldBeEmpty();
        Should.Throw<MemoryAssertException>(() => Assert(1_040)).Message.ShouldContain("40 B more than the limit of 1,024 B");
        Of("net6.0").ShouldBe(1_064);
    }

    [Fact]
    public void A_framework_that_allocates_the_same_has_none_of_its_own()
    {
        Update(() => Assert(1_000));
        Write("net6.0", 1_064);
        Write("net6.0", 1_024);

        File.ReadAllText(BaselinePath).ShouldNotContain("differing");
        Of("net6.0").ShouldBe(1_024);
    }

    [Fact]
    public void What_is_measured_anew_for_one_framework_leaves_the_others_alone()
    {
        Write("net6.0", 1_064);
        Write("net7.0", 1_040);
        Update(() => Assert(1_000));
        Write("net6.0", 2_000);

        (Of("net6.0"), Of("net7.0"), Assert(1_000).Notes.Count).ShouldBe((2_000, 1_040, 0));
        Write("net7.0", 2_000);
        (Of("net6.0"), Of("net7.0"), Assert(1_000).Notes.Count).ShouldBe((2_000, 2_000, 0));
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

    // What the same test writes and finds in a build for another framework.
    void Write(string framework, long bytes) =>
        BaselineFile.Beside(TestFile).Write("import", new BaselineEntry { Bytes = bytes, Build = "Debug", Runtime = ".NET", Framework = framework });

    long Of(string framework) => BaselineFile.Beside(TestFile).Find("import")!.For(framework).Bytes;

    static void Update(Func<AllocationMeasurement> assertion)
    {
        Environment.SetEnvironmentVariable("MEMORYPROFILER_BASELINE", "update");
        assertion();
        Environment.SetEnvironmentVariable("MEMORYPROFILER_BASELINE", null);
    }
}
