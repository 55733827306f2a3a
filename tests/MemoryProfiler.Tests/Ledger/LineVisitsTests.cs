using MemoryProfiler.Collecting;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.Counters;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Tests.Ledger;

/// <summary>The first visit of a line and what later ones allocate, booked by the probes as woven code calls them.</summary>
public sealed class LineVisitsTests : IDisposable
{
    const int Slots = 4;

    static object? _kept;

    readonly int _method = MethodIds.Take(1);
    readonly int _callee = MethodIds.Take(1);

    // What the runtime allocates to prepare the probes is no part of a line.
    public LineVisitsTests() => Visit(MethodIds.Take(1), 1_000, 2_000);

    public void Dispose() => Configure(WorkingSetMode.Sampled);

    [Theory]
    [InlineData(WorkingSetMode.Sampled)]
    [InlineData(WorkingSetMode.EveryLine)]
    [InlineData(WorkingSetMode.Off)]
    public void The_first_visit_and_the_later_ones_are_told_apart(WorkingSetMode mode)
    {
        Configure(mode);

        Visit(_method, 1_000, 80, 80, 80, 80);

        var line = Line(_method);
        line.FirstBytes.ShouldBe(1_024);
        line.Later.ShouldBe(new VisitCount { Visits = 4, Bytes = 4 * 104 });
        line.IsMixed.ShouldBeFalse();
    }

    [Fact]
    public void A_line_that_was_visited_once_has_no_later_visits()
    {
        Visit(_method, 1_000);

        Line(_method).FirstBytes.ShouldBe(1_024);
        Line(_method).Later.Visits.ShouldBe(0);
    }

    [Fact]
    public void A_first_visit_that_allocates_nothing_is_the_first_all_the_same()
    {
        Visit(_method, 0, 80, 80);

        (Line(_method).FirstOrder > 0, Line(_method).FirstBytes, Line(_method).Later.Bytes).ShouldBe((true, 0, 208));
    }

    [Fact]
    public void What_profiled_callees_allocate_is_part_of_the_visit()
    {
        var activation = Probe.Enter(_method, Slots);
        for (var i = 0; i < 3; i++)
        {
            Probe.Line(activation, 1);
            Allocate(80);
            Visit(_callee, i == 0 ? 1_000 : 200, 200);
            Allocate(80);
            Probe.Line(activation, 2);
        }
        Probe.Exit(activation);

        Line(_method).FirstBytes.ShouldBe(104 + 1_024 + 224 + 104);
        Line(_method).Later.ShouldBe(new VisitCount { Visits = 2, Bytes = 2 * (104 + 224 + 224 + 104) });
        Line(_callee).FirstBytes.ShouldBe(1_024);
    }

    [Fact]
    public void All_statements_of_a_line_are_one_visit()
    {
        var activation = Probe.Enter(_method, Slots);
        for (var i = 0; i < 3; i++)
        {
            Probe.Line(activation, 1);
            Allocate(i == 0 ? 1_000 : 80);
            Probe.Point(activation, 1, 2);
            Allocate(i == 0 ? 1_000 : 200);
            Probe.Line(activation, 3);
        }
        Probe.Exit(activation);

        Line(_method).FirstBytes.ShouldBe(2_048);
        Line(_method).Later.ShouldBe(new VisitCount { Visits = 2, Bytes = 2 * (104 + 224) });
    }

    [Fact]
    public void A_line_that_runs_inside_itself_has_no_visits_to_tell()
    {
        Recurse(3);
        Recurse(3);

        Line(_method).IsMixed.ShouldBeTrue();
        Line(_method).Visits.ShouldBe(8);
    }

    [Fact]
    public void Of_several_threads_the_one_that_came_first_has_the_first_visit()
    {
        Visit(_method, 1_000, 80);
        var other = new Thread(() => Visit(_method, 500, 200, 200));
        other.Start();
        other.Join();

        Line(_method).FirstBytes.ShouldBe(1_024);
        // The other thread's first visit is neither: it may carry what a thread allocates once.
        Line(_method).Later.ShouldBe(new VisitCount { Visits = 3, Bytes = 104 + 224 + 224 });
    }

    [Theory]
    [InlineData(WorkingSetMode.Sampled)]
    [InlineData(WorkingSetMode.Off)]
    public void A_reset_begins_with_a_first_visit_anew(WorkingSetMode mode)
    {
        Configure(mode);
        Visit(_method, 1_000, 80, 80);

        MemoryReport.Reset();
        Line(_method).FirstOrder.ShouldBe(0);
        Visit(_method, 500, 200, 200, 200);

        Line(_method).FirstBytes.ShouldBe(528);
        Line(_method).Later.ShouldBe(new VisitCount { Visits = 3, Bytes = 3 * 224 });
    }

    [Fact]
    public void A_line_that_was_running_at_a_reset_has_no_first_visit()
    {
        var activation = Probe.Enter(_method, Slots);
        Probe.Line(activation, 1);
        Allocate(1_000);
        MemoryReport.Reset();
        Probe.Line(activation, 1);
        Allocate(80);
        Probe.Exit(activation);

        Line(_method).IsMixed.ShouldBeTrue();
    }

    [Theory]
    [InlineData(100, 900)]
    [InlineData(1_000, 3_000)]
    [InlineData(20, 100)]
    public void Later_visits_are_the_latest_once_they_have_doubled(int cold, int hot)
    {
        // Every visit comes the slow path then, as it does once a tick otherwise.
        Configure(WorkingSetMode.EveryLine);

        var activation = Probe.Enter(_method, Slots);
        for (var i = 0; i < cold + hot; i++)
        {
            Probe.Line(activation, 1);
            Allocate(i < cold ? 80 : 16);
            Probe.Line(activation, 2);
        }
        Probe.Exit(activation);

        var line = Line(_method);
        line.FirstBytes.ShouldBe(104);
        line.Bytes.ShouldBe((104 * cold) + (40 * hot));
        line.Later.Bytes.ShouldBe(40 * line.Later.Visits);
        line.Later.Visits.ShouldBeInRange((cold + hot) / 16, hot);
    }

    [Fact]
    public void A_running_visit_is_not_among_the_later_ones()
    {
        var activation = Probe.Enter(_method, Slots);
        for (var i = 0; i < 3; i++)
        {
            Probe.Line(activation, 1);
            Allocate(80);
        }
        using (var own = OwnWork.Begin())
        {
            Line(_method, own.Start).Later.ShouldBe(new VisitCount { Visits = 1, Bytes = 104 });
        }
        Probe.Exit(activation);
    }

    [Fact]
    public void A_header_that_is_passed_more_often_than_it_begins_has_no_visits_to_tell()
    {
        MemoryReport.Reset();
        Loop(100);

        var lines = MemoryReport.Capture().Methods.Single(m => m.Name == "LineVisitsTests.Loop(int n)").Lines;
        var header = lines.Single(l => l.Text.Contains("for (", StringComparison.Ordinal));
        (header.Occurrences, header.FirstVisitBytes, header.LaterBytesPerVisit).ShouldBe((101, null, null));
        var body = lines.Single(l => l.Text.Contains("_kept =", StringComparison.Ordinal));
        (body.Occurrences, body.FirstVisitBytes, body.LaterBytesPerVisit).ShouldBe((100, 1_024, 104));
    }

    [Fact]
    public void Lines_of_lambdas_have_visits_of_their_own()
    {
        MemoryReport.Reset();
        Lambda(3);
        AssertLambda();
        MemoryReport.Reset();
        Lambda(3);
        AssertLambda();

        static void AssertLambda()
        {
            var line = MemoryReport.Capture().Methods.Single(m => m.Name == "LineVisitsTests.Lambda(int n)")
                .Lines.Single(l => l.Text.Contains("_kept =", StringComparison.Ordinal));
            (line.Occurrences, line.FirstVisitBytes, line.LaterBytesPerVisit).ShouldBe((3, 1_024, 104));
        }
    }

    [Fact]
    public async Task A_line_that_goes_on_after_an_await_has_no_visits_to_tell()
    {
        MemoryReport.Reset();
        for (var i = 0; i < 3; i++)
            await Caller();

        var methods = MemoryReport.Capture().Methods;
        methods.Single(m => m.Name == "LineVisitsTests.Callee()").Lines
            .ShouldAllBe(line => line.FirstVisitBytes == null && line.LaterBytesPerVisit == null);
        var call = methods.Single(m => m.Name == "LineVisitsTests.Caller()").Lines.Single(l => l.Text.Contains("=> Callee()", StringComparison.Ordinal));
        (call.Occurrences, call.FirstVisitBytes, call.LaterBytesPerVisit).ShouldBe((3, null, null));
    }

    [Profile]
    static void Loop(int n)
    {
        for (var i = 0; i < n; i++)
            _kept = new byte[i == 0 ? 1_000 : 80];
    }

    [Profile]
    static void Lambda(int n)
    {
        Action<int> visit = i =>
        {
            _kept = new byte[i == 0 ? 1_000 : 80];
        };
        for (var i = 0; i < n; i++)
            visit(i);
    }

    [Profile]
    static Task Caller() => Callee();

    [Profile]
    static async Task Callee()
    {
        await Task.Yield();
        _kept = new byte[1_000];
    }

    void Recurse(int depth)
    {
        var activation = Probe.Enter(_method, Slots);
        Probe.Line(activation, 1);
        Allocate(80);
        if (depth > 0)
            Recurse(depth - 1);
        Probe.Exit(activation);
    }

    static void Visit(int method, params ReadOnlySpan<int> lengths)
    {
        var activation = Probe.Enter(method, Slots);
        foreach (var length in lengths)
        {
            Probe.Line(activation, 1);
            Allocate(length);
            Probe.Line(activation, 2);
        }
        Probe.Exit(activation);
    }

    static void Allocate(int length)
    {
        if (length > 0)
            _kept = new byte[length];
    }

    static void Configure(WorkingSetMode mode) => MemoryProfilerSettings.Configure(options => options.WorkingSetMode = mode);

    static unsafe LineTotals Line(int method, long? now = null)
    {
        var sum = default(LineTotals);
        lock (LedgerRegistry.Gate)
        {
            LedgerRegistry.ForEach(ledger =>
            {
                if (LedgerReader.Read((ThreadLedger*)ledger, now).TryGetValue(method, out var totals))
                    sum.Add(totals.Lines[1]);
            });
        }
        return sum;
    }
}
