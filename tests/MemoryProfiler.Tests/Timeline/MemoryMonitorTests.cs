using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Timeline;

public sealed class MemoryMonitorTests : IDisposable
{
    const long MiB = 1 << 20;

    // Only against a recorder that hangs.
    static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    readonly string _folder = Directory.CreateTempSubdirectory("memory-profiler-tests").FullName;

    [Fact]
    public void A_delegate_is_run_once_and_its_peak_is_there_although_it_is_gone_at_the_end()
    {
        var calls = 0;
        var samples = new SampleCount();

        var recording = MemoryMonitor.Measure(() =>
        {
            calls++;
            Hold(256 * MiB, () => samples.WaitForMore(2));
            samples.WaitForMore(2);
        }, new MemoryMonitorOptions { Interval = TimeSpan.FromMilliseconds(1), Progress = samples });

        calls.ShouldBe(1);
        var (peak, baseline) = (recording.Peak!.Value.Bytes, recording.Baseline!.Value);
        // What code of other threads takes and keeps meanwhile is in the last sample too.
        var last = recording.Series[0].Samples[^1].Bytes;
        (peak - baseline).ShouldBeGreaterThanOrEqualTo(255 * MiB);
        (peak - last).ShouldBeInRange(240 * MiB, 272 * MiB);
        recording.Series.ShouldHaveSingleItem().Samples[0].Bytes.ShouldBe(baseline);
        recording.Series[0].ProcessId.ShouldBe(Environment.ProcessId);
        recording.Series[0].Metric.ShouldBe(MemoryMetric.WorkingSet);
        recording.Interval.ShouldBe(TimeSpan.FromMilliseconds(1));
        recording.Command.ShouldBe(Environment.CommandLine);
    }

    [Fact]
    public void A_delegate_that_is_over_at_once_has_a_sample_before_and_one_after()
    {
        var measured = MemoryMonitor.Measure(() => 42, new MemoryMonitorOptions { Interval = TimeSpan.FromHours(1) });

        measured.Result.ShouldBe(42);
        measured.Recording.Series[0].Samples.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_async_delegate_is_recorded_until_its_task_completes()
    {
        var samples = new SampleCount();

        var measured = await MemoryMonitor.MeasureAsync(async () =>
        {
            await Task.Yield();
            samples.WaitForMore(3);
            return "done";
        }, new MemoryMonitorOptions { Interval = TimeSpan.FromMilliseconds(1), Progress = samples });

        measured.Result.ShouldBe("done");
        measured.Recording.Series[0].Samples.Count.ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public async Task What_a_recorded_delegate_throws_comes_through_untouched()
    {
        var thrown = new InvalidOperationException("mine");

        var caught = Should.Throw<InvalidOperationException>(() => MemoryMonitor.Measure(() => Throw(thrown)));
        caught.ShouldBeSameAs(thrown);
        caught.StackTrace.ShouldNotBeNull().TrimStart().ShouldStartWith($"at {typeof(MemoryMonitorTests).FullName}.{nameof(Throw)}(");

        (await Should.ThrowAsync<InvalidOperationException>(() => MemoryMonitor.MeasureAsync(() => Task.FromException(thrown)))).ShouldBeSameAs(thrown);
    }

    [Fact]
    public void An_async_delegate_is_refused_where_only_its_beginning_would_be_recorded()
    {
        const string message = "MemoryMonitor.Measure was given an async delegate, of which it would only record what runs before the first await: use await MemoryMonitor.MeasureAsync(async () => …). (Parameter 'action')";

        Should.Throw<ArgumentException>(() => MemoryMonitor.Measure(async () => await Task.Yield())).Message.ShouldBe(message);
        Should.Throw<ArgumentException>(() => MemoryMonitor.Measure(() => Task.FromResult(1))).Message.ShouldBe(message);
        Should.Throw<ArgumentNullException>(() => MemoryMonitor.Measure((Action)null!));
    }

    [Fact]
    public void Managed_memory_of_the_own_process_and_its_collections_are_recorded()
    {
        var samples = new SampleCount();
        byte[]? kept = null;
        var younger = 0;
        GC.Collect();

        var recording = MemoryMonitor.Measure(() =>
        {
            kept = new byte[32 * MiB];
            GC.Collect(2, GCCollectionMode.Forced, blocking: true);
            samples.WaitForMore(2);
            // The runtime may collect an older generation than it is asked for.
            var (first, second) = (GC.CollectionCount(1), GC.CollectionCount(2));
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            younger = GC.CollectionCount(1) - first + GC.CollectionCount(2) - second;
            samples.WaitForMore(2);
        }, new MemoryMonitorOptions
        {
            Interval = TimeSpan.FromMilliseconds(1),
            Metrics = [MemoryMetric.ManagedHeap, MemoryMetric.Committed, MemoryMetric.WorkingSet, MemoryMetric.ManagedHeap],
            Progress = samples,
        });
        GC.KeepAlive(kept);

        recording.Series.Select(series => series.Metric).ShouldBe([MemoryMetric.ManagedHeap, MemoryMetric.Committed, MemoryMetric.WorkingSet]);
        (recording.Peak!.Value.Bytes - recording.Baseline!.Value).ShouldBeGreaterThanOrEqualTo(31 * MiB);
        recording.Series[1].Peak!.Value.Bytes.ShouldBeGreaterThanOrEqualTo(32 * MiB);
        recording.Collections.Select(collection => collection.Generation).ShouldBe([2, younger]);
        recording.Collections.ShouldAllBe(collection => collection.Pause > TimeSpan.Zero && collection.ProcessId == Environment.ProcessId);
        recording.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Watching_a_process_ends_when_the_time_is_up()
    {
        var recording = await MemoryMonitor.WatchAsync(Environment.ProcessId, new MemoryMonitorOptions
        {
            Interval = TimeSpan.FromMilliseconds(100),
            Timeout = TimeSpan.FromSeconds(1),
            TimeProvider = new VirtualClock(),
        }, TestContext.Current.CancellationToken);

        recording.Series[0].Samples.Select(sample => sample.Time.TotalMilliseconds).ShouldBe([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
        recording.Duration.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Watching_a_process_that_is_cancelled_gives_what_was_recorded()
    {
        using var cancellation = new CancellationTokenSource();
        var samples = new SampleCount();
        var watching = MemoryMonitor.WatchAsync(Environment.ProcessId, new MemoryMonitorOptions { Interval = TimeSpan.FromMilliseconds(1), Progress = samples }, cancellation.Token);
        samples.WaitForMore(5);
        await cancellation.CancelAsync();

        var recording = await watching.WaitAsync(_patience, TestContext.Current.CancellationToken);

        recording.Series[0].Samples.Count.ShouldBeGreaterThanOrEqualTo(5);
        recording.Baseline.ShouldBe(recording.Series[0].Samples[0].Bytes);
    }

    [Fact]
    public async Task A_process_that_ends_ends_its_recording()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sleep.");
        using var sleep = Process.Start("sleep", "100");
        if (OperatingSystem.IsLinux())
            SpinWait.SpinUntil(() => File.ReadAllText(FormattableString.Invariant($"/proc/{sleep.Id}/cmdline")) == "sleep\u0000100\u0000", _patience).ShouldBeTrue();
        var samples = new SampleCount();
        var watching = MemoryMonitor.WatchAsync(sleep, new MemoryMonitorOptions { Interval = TimeSpan.FromMilliseconds(1), Progress = samples, Metrics = [MemoryMetric.WorkingSet, MemoryMetric.ManagedHeap] }, TestContext.Current.CancellationToken);
        samples.WaitForMore(3);
        sleep.Kill();

        var recording = await watching.WaitAsync(_patience, TestContext.Current.CancellationToken);

        var series = recording.Series.ShouldHaveSingleItem();
        series.ProcessId.ShouldBe(sleep.Id);
        series.Name.ShouldBe("sleep");
        series.IsSum.ShouldBeFalse();
        recording.Command.ShouldBe(OperatingSystem.IsLinux() ? "sleep 100" : "sleep");
        recording.Collections.ShouldBeEmpty();
        recording.Notes.ShouldBe([FormattableString.Invariant($"The managed heap of process {sleep.Id} is not recorded: only the runtime inside of it knows it.")]);
    }

    [Fact]
    public async Task Children_are_added_and_have_series_of_their_own()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The sum is compared with what Linux tells.");
        using var shell = Process.Start("sh", ["-c", "sleep 100 & sleep 100 & wait"]);
        using var cancellation = new CancellationTokenSource();
        var path = Path.Combine(_folder, "tree.dat");
        var watching = MemoryMonitor.WatchAsync(shell.Id, new MemoryMonitorOptions { Interval = TimeSpan.FromMilliseconds(1), IncludeChildren = true, PerChild = true, RecordTo = path }, cancellation.Token);
        // Both children are in the file while the recording goes on.
        SpinWait.SpinUntil(() => MemoryRecording.Load(path).Series is [_, var one, var other] && IsSleep(one) && IsSleep(other), _patience).ShouldBeTrue();
        await cancellation.CancelAsync();
        var recording = await watching.WaitAsync(_patience, TestContext.Current.CancellationToken);
        shell.Kill(entireProcessTree: true);

        recording.Series.Select(series => series.Name).ShouldBe(["sh", "sleep", "sleep"]);
        recording.Series.Select(series => series.IsSum).ShouldBe([true, false, false]);
        var (sum, children) = (recording.Series[0], recording.Series.Skip(1).ToArray());
        sum.Samples[^1].Bytes.ShouldBeGreaterThan(children.Sum(child => child.Samples[^1].Bytes));
        sum.Samples[0].Bytes.ShouldBe(recording.Baseline!.Value);

        var written = MemoryRecording.Load(path);
        written.Command.ShouldBe(recording.Command);
        written.Series.Select(series => series.Samples.Select(sample => sample.Bytes)).ShouldBe(recording.Series.Select(series => series.Samples.Select(sample => sample.Bytes)));
        written.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Who_is_told_the_samples_may_fail()
    {
        var samples = new SampleCount { IsFaulty = true };

        var recording = MemoryMonitor.Measure(() => { }, new MemoryMonitorOptions { Interval = TimeSpan.FromMilliseconds(1), Progress = samples });

        samples.Count.ShouldBe(1);
        recording.Series[0].Samples.Count.ShouldBeGreaterThanOrEqualTo(2);
        recording.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Long_recordings_keep_the_lowest_and_the_highest_of_stretches_and_say_so()
    {
        var clock = new ClockThatStopsAfter(10_000);

        var recording = MemoryMonitor.Measure(
            () => SpinWait.SpinUntil(() => clock.HasStopped, _patience).ShouldBeTrue(),
            new MemoryMonitorOptions { Interval = TimeSpan.FromMilliseconds(1), MaxSamples = 100, TimeProvider = clock });

        recording.Series[0].Samples.Count.ShouldBeLessThanOrEqualTo(103);
        recording.Notes.ShouldHaveSingleItem().ShouldMatch(@"^Of 10,002 samples of the working set the lowest and the highest of each \d+ are kept\.$");
    }

    [Fact]
    public void Nobody_watches_a_process_that_is_not_there()
    {
        var message = Should.Throw<ArgumentException>(() => MemoryMonitor.WatchAsync(int.MaxValue, cancellationToken: TestContext.Current.CancellationToken)).Message;

        message.ShouldBe("There is no process 2147483647 whose memory can be read. (Parameter 'processId')");
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_one_sentence_before_anything_runs()
    {
        var path = Path.Combine(_folder, "file", "x.dat");
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        var calls = 0;

        var message = Should.Throw<IOException>(() => MemoryMonitor.Measure(() => calls++, new MemoryMonitorOptions { RecordTo = path })).Message;

        calls.ShouldBe(0);
        message.ShouldStartWith($"The recording cannot be written to \"{path}\": ");
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void An_option_that_is_not_allowed_is_one_sentence(MemoryMonitorOptions options, string message) =>
        Should.Throw<ArgumentException>(() => MemoryMonitor.Measure(() => { }, options)).Message.ShouldStartWith(message);

    public static TheoryData<MemoryMonitorOptions, string> Refusals() => new()
    {
        { new() { Interval = TimeSpan.Zero }, "The option Interval cannot be 00:00:00: allowed is 1 ms to a day." },
        { new() { Interval = TimeSpan.FromDays(2) }, "The option Interval cannot be 2.00:00:00: allowed is 1 ms to a day." },
        { new() { Timeout = TimeSpan.Zero }, "The option Timeout cannot be 00:00:00: allowed is more than nothing, or null." },
        { new() { MaxSamples = 99 }, "The option MaxSamples cannot be 99: allowed are 100 and more." },
        { new() { MaxSpans = 9 }, "The option MaxSpans cannot be 9: allowed are 10 and more." },
        { new() { Metrics = [(MemoryMetric)99] }, "The option Metrics cannot be 99: allowed are the metrics that have a name." },
        { new() { Metrics = null! }, "The option Metrics cannot be null: allowed is a list of metrics." },
        { new() { TimeProvider = null! }, "The option TimeProvider cannot be null: allowed is any clock." },
        { new() { RecordTo = "x.json" }, "The option RecordTo cannot be x.json: allowed are paths that end in .dat." },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A child is a copy of the shell until it runs its own program.
    static bool IsSleep(MemorySeries series)
    {
        using var process = Process.GetProcessById(series.ProcessId!.Value);
        return process.ProcessName == "sleep";
    }

    static unsafe void Hold(long bytes, Action meanwhile)
    {
        // So much at once is the system's again when it is freed.
        var memory = (byte*)NativeMemory.Alloc((nuint)bytes);
        for (long i = 0; i < bytes; i += Environment.SystemPageSize)
            memory[i] = 1;
        meanwhile();
        NativeMemory.Free(memory);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Throw(Exception exception) => throw exception;

    /// <summary>Counts samples, and lets others wait for them.</summary>
    sealed class SampleCount : IProgress<MemorySample>
    {
        int _count;

        public bool IsFaulty { get; init; }

        public int Count => Volatile.Read(ref _count);

        public void Report(MemorySample value)
        {
            Interlocked.Increment(ref _count);
            if (IsFaulty)
                throw new InvalidOperationException("of the test's");
        }

        public void WaitForMore(int more)
        {
            var target = Count + more;
            SpinWait.SpinUntil(() => Count >= target, _patience).ShouldBeTrue();
        }
    }
}
