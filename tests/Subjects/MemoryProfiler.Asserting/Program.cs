namespace MemoryProfiler.Asserting;

static class Program
{
    static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["sync", var count]:
                SyncRuns.Run(int.Parse(count, null));
                return 0;
            case ["async", var count]:
                await AsyncRuns.Run(int.Parse(count, null)).ConfigureAwait(false);
                return 0;
            case ["collected", var count]:
                await CollectedRuns.Run(int.Parse(count, null)).ConfigureAwait(false);
                return 0;
            case ["tiers"]:
                TierRuns.Run();
                return 0;
            case ["baselines", var file, var prefix, var count]:
                BaselineRuns.Run(file, prefix, int.Parse(count, null));
                return 0;
            default:
                await Console.Error.WriteLineAsync("Give sync, async or collected and a count, tiers, or baselines with a file, a prefix and a count.").ConfigureAwait(false);
                return 2;
        }
    }
}
