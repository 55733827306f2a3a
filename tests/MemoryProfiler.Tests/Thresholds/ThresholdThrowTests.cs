namespace MemoryProfiler.Tests.Thresholds;

/// <summary>The one thing that a probe throws.</summary>
public sealed class ThresholdThrowTests : IDisposable
{
    static readonly List<string> _ran = [];
    static byte[]? _kept;
    MemoryThreshold? _rule;

    // Or the line that uses it first would make it.
    public ThresholdThrowTests() => _ran.Clear();

    public void Dispose()
    {
        _rule?.Remove();
        _ran.Clear();
        _kept = null;
    }

    [Fact]
    public void The_exception_of_a_threshold_is_thrown_when_the_line_has_ended_and_what_was_counted_stays_right()
    {
        Cleans();
        _ran.Clear();
        Throw();
        MemoryReport.Reset();

        Should.Throw<MemoryThresholdException>(Cleans).Crossing.Value.ShouldBe(3_024);

        _ran.ShouldBe(["finally"]);
        var method = MemoryReport.Capture().Methods.Single(m => m.Name == "ThresholdThrowTests.Cleans()");
        (method.Calls, method.AllocatedBytes).ShouldBe((1, 3_024));
        method.Lines.Single(line => line.Text.Contains("3_000")).AllocatedBytes.ShouldBe(3_024);
        method.Lines.Single(line => line.Text.Contains("not reached")).Occurrences.ShouldBe(0);
    }

    [Fact]
    public void The_stack_of_a_thresholds_exception_begins_with_the_line()
    {
        Throw();

        var thrown = Should.Throw<MemoryThresholdException>(Cleans);

        thrown.StackTrace.ShouldNotBeNull().Split('\n')[0].TrimEnd().ShouldEndWith($"ThresholdThrowTests.cs:line {thrown.Crossing.LineNumber}");
    }

    [Fact]
    public void A_crossing_on_the_last_line_is_thrown_at_the_callers_next_one()
    {
        Throw();

        Should.Throw<MemoryThresholdException>(Calls).Crossing.Method.ShouldBe("ThresholdThrowTests.Makes()");

        _ran.ShouldBe(["after the call"]);
    }

    [Fact]
    public void An_exception_of_the_programs_on_its_way_is_not_replaced()
    {
        Throw();

        Should.Throw<TimeoutException>(Fails);

        MemoryThresholdException? late = null;
        try
        {
            Nothing();
        }
        catch (MemoryThresholdException e)
        {
            late = e;
        }
        late.ShouldBeNull();
    }

    [Fact]
    public async Task An_async_method_fails_with_the_exception_of_a_threshold()
    {
        Throw();

        (await Should.ThrowAsync<MemoryThresholdException>(Awaits)).Crossing.Value.ShouldBe(3_024);
    }

    [Fact]
    public void Saying_that_a_threshold_is_not_thrown_does_not_bring_a_call_over_its_own_limit()
    {
        Limited();
        Throw();

        Should.NotThrow(Limited);

        _kept.ShouldNotBeNull().Length.ShouldBe(3_000);
    }

    void Throw() => _rule = MemoryThresholds.Add(ThresholdCondition.LineVisitAbove("3000 B"), ThresholdActions.Throw);

    [Profile]
    static void Cleans()
    {
        try
        {
            _kept = new byte[3_000];
            _ran.Add("not reached");
        }
        finally
        {
            _ran.Add("finally");
        }
    }

    [Profile]
    static void Calls()
    {
        _kept = Noted(Makes());
        _ran.Add("not reached");
    }

    static byte[] Noted(byte[] made)
    {
        _ran.Add("after the call");
        return made;
    }

    [Profile]
    static byte[] Makes() => new byte[3_000];

    [Profile]
    static void Fails() => throw new TimeoutException(new byte[3_000].Length.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [MaxAllocation("3024 B")]
    static void Limited() => _kept = new byte[3_000];

    [Profile]
    static void Nothing()
    {
        _ran.Clear();
        _ran.Clear();
    }

    [Profile]
    static async Task Awaits()
    {
        await Task.Yield();
        _kept = new byte[3_000];
        _ran.Add("not reached");
    }
}
