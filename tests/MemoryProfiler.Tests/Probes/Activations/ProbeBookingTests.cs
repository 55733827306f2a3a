using FsCheck;
using FsCheck.Fluent;

namespace MemoryProfiler.Tests.Probes.Activations;

public sealed class ProbeBookingTests
{
    public ProbeBookingTests() => RandomProgram.WarmUp();

    [Fact]
    public void Random_call_trees_are_booked_as_a_naive_model_books_them() =>
        Prop.ForAll<int>(seed => new RandomProgram(seed).Run()).QuickCheckThrowOnFailure();

    [Fact]
    public void A_long_random_program_with_deep_recursion_is_booked_as_a_naive_model_books_it() =>
        new RandomProgram(seed: 20_261_120, maxDepth: 60, steps: 20_000).Run();

    [Fact]
    public void What_the_profiler_allocates_in_its_own_probes_is_in_no_figure()
    {
        using var watcher = new AllocatingWatcher();
        for (var seed = 0; seed < 50; seed++)
            new RandomProgram(seed).Run();
        new RandomProgram(seed: 20_261_121, maxDepth: 30, steps: 10_000).Run();
    }
}
