using System.Globalization;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>
/// When a background collection's marking ends, the runtime charges every thread with the unused rest of its
/// allocation quantum. No line may show such bytes unmarked, and no other line may lose its exactness.
/// </summary>
public sealed class CollectionTests
{
    // How many collections are forced in each configuration: 55000 for the full run, which takes an hour.
    const string CollectionsVariable = "MEMORYPROFILER_TEST_COLLECTIONS";

    const string Program = "MemoryProfiler.Collections";
    const int WorkstationCollections = 1_000;
    const int ServerCollections = 500;

    static readonly TimeSpan _patience = TimeSpan.FromHours(1);

    // The runtime's own memory comes and goes by megabytes otherwise, with profiled threads and without.
    static readonly (string, string)[] _steadyMemory = [("DOTNET_GCgen0size", "0x100000"), ("MALLOC_ARENA_MAX", "1")];

    [Theory]
    [InlineData("direct")]
    [InlineData("gc")]
    public async Task A_method_that_only_sleeps_reads_0_or_is_marked_while_background_collections_end(string clock)
    {
        var result = await Run(["sleep", "200"], Environment(clock, isServer: false, isConcurrent: true));

        result["windows"].ShouldBe(200);
        result["unmarked"].ShouldBe(0);
        result["falsely"].ShouldBe(0);
        // The others were charged between two lines, where they are on neither.
        result["marked"].ShouldBeInRange(result["phantoms"] * 9 / 10, result["phantoms"]);
        // Without these the windows would prove nothing.
        result["ended"].ShouldBeGreaterThan(100);
        result["phantoms"].ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Without_background_collections_a_method_that_only_sleeps_reads_0()
    {
        var result = await Run(["sleep", "3"], [("MEMORYPROFILER_OPTIONS__AvoidBackgroundCollections", "true")]);

        (result["ended"], result["phantoms"], result["marked"], result["unmarked"]).ShouldBe((0, 0, 0, 0));
    }

    [Theory]
    [InlineData("direct", false, false)]
    [InlineData("direct", false, true)]
    [InlineData("direct", true, false)]
    [InlineData("direct", true, true)]
    [InlineData("gc", false, false)]
    [InlineData("gc", false, true)]
    [InlineData("gc", true, false)]
    [InlineData("gc", true, true)]
    public async Task What_three_threads_allocate_is_counted_to_the_byte_or_marked_under_forced_collections(string clock, bool isServer, bool isConcurrent)
    {
        var asked = int.TryParse(System.Environment.GetEnvironmentVariable(CollectionsVariable), CultureInfo.InvariantCulture, out var full)
            ? full
            : isServer ? ServerCollections : WorkstationCollections;

        var result = await Run(["allocate", asked.ToString(CultureInfo.InvariantCulture)], Environment(clock, isServer, isConcurrent));

        result["unmarked"].ShouldBe(0);
        result["collections"].ShouldBeGreaterThanOrEqualTo(asked);
        if (isConcurrent)
        {
            result["background"].ShouldBeGreaterThan(15);
            // Marks are for lines that may be wrong: most of those that are marked, are.
            result["marked"].ShouldBeLessThan(3 * result["wrong"]);
        }
        else
        {
            (result["background"], result["wrong"], result["marked"]).ShouldBe((0, 0, 0));
        }
    }

    [Theory]
    [InlineData("direct")]
    [InlineData("gc")]
    public async Task What_a_collection_charges_while_a_threshold_is_looked_at_between_two_lines_is_on_neither(string clock)
    {
        var result = await Run(["watched", "500"], Environment(clock, isServer: false, isConcurrent: true));

        result["unmarked"].ShouldBe(0);
        result["background"].ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Twenty_thousand_short_lived_threads_lose_nothing_and_leave_nothing_behind()
    {
        const int threads = 20_000;
        const int bytesOfOneCall = 1_024;

        var result = await Run(["threads", threads.ToString(CultureInfo.InvariantCulture)], _steadyMemory);

        result["calls"].ShouldBe(threads);
        result["bytes"].ShouldBe((long)threads * bytesOfOneCall);
        (result["smallest"], result["largest"]).ShouldBe((bytesOfOneCall, bytesOfOneCall));
        // Ledgers are found again without the finalizer's help, which a program may keep busy.
        result["ledgersBesideBlocked"].ShouldBeLessThanOrEqualTo(2 * result["alive"]);
        result["ledgers"].ShouldBeLessThanOrEqualTo(2 * result["alive"]);
        // One for each ten threads, and the one that kept the finalizer busy.
        result["finalized"].ShouldBe((threads / 10) + 1);
        result["growth"].ShouldBeLessThan(5 << 20);
    }

    [Fact]
    public async Task The_option_replaces_only_the_latency_mode_that_nobody_has_chosen()
    {
        var run = await Programs.Start(Program, ["modes", "1"]);

        run.Error.ShouldBeEmpty();
        run.Output.Trim().ShouldBe(
            "start=Interactive on=Batch off=Interactive chosen=SustainedLowLatency chosenOff=SustainedLowLatency chosenLater=SustainedLowLatency");
    }

    [Fact]
    public async Task The_option_and_assertions_never_take_the_latency_mode_from_each_other()
    {
        var run = await Programs.Start(Program, ["leases", "1"]);

        run.Error.ShouldBeEmpty();
        // Within an assertion, and after it.
        run.Output.Trim().ShouldBe(
            "setWithin=Batch/Batch takenBackWithin=Batch/Interactive bothWithin=Batch/Interactive around=Batch/Batch " +
            "chosenWithin=SustainedLowLatency/SustainedLowLatency chosenBefore=Batch/SustainedLowLatency beside=Batch/Batch/SustainedLowLatency");
    }

    static (string, string)[] Environment(string clock, bool isServer, bool isConcurrent) =>
    [
        ("MEMORYPROFILER_CLOCK", clock),
        ("DOTNET_gcServer", isServer ? "1" : "0"),
        ("DOTNET_gcConcurrent", isConcurrent ? "1" : "0"),
    ];

    static async Task<Dictionary<string, long>> Run(string[] arguments, (string, string)[] environment)
    {
        var run = await Programs.Start(Program, arguments, _patience, environment);
        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        return run.Output.Trim().Split(' ').Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => long.Parse(pair[1], CultureInfo.InvariantCulture));
    }
}
