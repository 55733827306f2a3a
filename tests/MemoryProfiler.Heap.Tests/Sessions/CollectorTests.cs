using System.Reflection;

namespace MemoryProfiler.HeapTests.Sessions;

public sealed class CollectorTests
{
    // eng/check-heap.sh takes 100 each, and on other runtimes too.
    const int Snapshots = 2;
    const int Threads = 4;

    [Theory]
    [InlineData("0", "1", "0")]
    [InlineData("0", "0", "0")]
    [InlineData("1", "1", "0")]
    [InlineData("1", "0", "0")]
    [InlineData("1", "1", "1")]
    public async Task With_every_kind_of_collector_each_snapshot_is_whole_and_right_while_threads_allocate(string server, string concurrent, string adapting)
    {
        var program = typeof(CollectorTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(found => found.Key == "MemoryProfiler.HeapModes").Value!;

        var run = await ProgramRun.Of(
            DotnetHost.Start([program, $"{Snapshots}", $"{Threads}"], ("DOTNET_gcServer", server), ("DOTNET_gcConcurrent", concurrent), ("DOTNET_GCDynamicAdaptationMode", adapting)),
            ProgramRun.Patience);

        run.Error.ShouldBe("");
        run.ExitCode.ShouldBe(0);
        // Whole, refused, wrong counts, in how many new objects are known, wrong of these.
        run.Output.Trim().ShouldMatch($@"^\| {Environment.Version} \| {Snapshots} \| 0 \| 0 \| [0-1] \| 0 \|$");
    }
}
