using MemoryProfiler.Settings;

namespace MemoryProfiler.Tests.Hosting;

public sealed class MemoryProfilerSettingsTests : IDisposable
{
    readonly AllocationClockKind _clock = CurrentSettings.Clock;

    public void Dispose() => MemoryProfilerSettings.Configure(options =>
    {
        options.Clock = _clock;
        options.WorkingSetMode = WorkingSetMode.Sampled;
        options.Metric = MemoryMetric.WorkingSet;
        options.AvoidBackgroundCollections = false;
    });

    [Fact]
    public void Each_change_of_the_settings_begins_from_what_is_in_force()
    {
        MemoryProfilerSettings.Configure(options => options.Metric = MemoryMetric.ManagedHeap);
        MemoryProfilerSettings.Configure(options =>
        {
            options.Metric.ShouldBe(MemoryMetric.ManagedHeap);
            options.WorkingSetMode = WorkingSetMode.Off;
        });

        CurrentSettings.Metric.ShouldBe(MemoryMetric.ManagedHeap);
        CurrentSettings.WorkingSetMode.ShouldBe(WorkingSetMode.Off);
    }

    [Fact]
    public void A_change_of_the_settings_that_throws_changes_nothing_and_its_exception_comes_through()
    {
        Should.Throw<TimeoutException>(() => MemoryProfilerSettings.Configure(options =>
        {
            options.Metric = MemoryMetric.None;
            throw new TimeoutException();
        }));

        CurrentSettings.Metric.ShouldBe(MemoryMetric.WorkingSet);
    }

    [Fact]
    public void A_value_without_a_name_is_one_sentence_and_changes_nothing()
    {
        Should.Throw<ArgumentException>(() => MemoryProfilerSettings.Configure(options =>
        {
            options.Metric = MemoryMetric.None;
            options.WorkingSetMode = (WorkingSetMode)7;
        })).Message.ShouldBe("The option WorkingSetMode cannot be 7: allowed are Sampled, EveryLine and Off.");

        CurrentSettings.Metric.ShouldBe(MemoryMetric.WorkingSet);
    }

    [Fact]
    public void A_change_of_the_settings_without_an_action_is_refused() =>
        Should.Throw<ArgumentNullException>(() => MemoryProfilerSettings.Configure(null!));

    [Fact]
    public void Changes_of_the_settings_by_several_threads_at_once_are_all_kept()
    {
        using var together = new Barrier(2);

        Parallel.Invoke(
            () => Repeat(together, options => options.Metric = MemoryMetric.ManagedHeap),
            () => Repeat(together, options => options.AvoidBackgroundCollections = !options.AvoidBackgroundCollections));

        CurrentSettings.Metric.ShouldBe(MemoryMetric.ManagedHeap);
        MemoryProfilerSettings.InForce().AvoidBackgroundCollections.ShouldBeTrue();
    }

    static void Repeat(Barrier together, Action<MemoryProfilerOptions> change)
    {
        together.SignalAndWait(TestContext.Current.CancellationToken);
        for (var i = 0; i < 1_001; i++)
            MemoryProfilerSettings.Configure(change);
    }
}
