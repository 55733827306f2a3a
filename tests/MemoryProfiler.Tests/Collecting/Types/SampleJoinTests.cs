using System.Diagnostics;
using MemoryProfiler.Collecting.Types;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.Marks;
using MemoryProfiler.Measurement.Clock;

namespace MemoryProfiler.Tests.Collecting.Types;

public sealed unsafe class SampleJoinTests
{
    const ulong Thread = 4_711;
    const int Method = 7;

    readonly ThreadLedger* _ledger;
    readonly Frame* _frame;
    readonly SampleJoin _join = new();

    public SampleJoinTests()
    {
        _ledger = ThreadLedger.Create();
        _ledger->ThreadId = Thread;
        _frame = _ledger->Root->Next;
        _frame->Method = ThreadLedger.Add(_ledger, Method, lineCount: 10);
        _ledger->Current = _frame;
    }

    [Fact]
    public void A_sample_belongs_to_the_line_of_the_first_mark_that_is_not_earlier()
    {
        var first = Stopwatch.GetTimestamp();
        Mark(slot: 1);
        var second = Now();
        Mark(slot: 2);
        Add(first, second);

        Join();

        Found().ShouldBe([(1, 1), (2, 1)]);
    }

    [Fact]
    public void A_sample_that_is_younger_than_all_marks_waits_for_the_next_one()
    {
        Mark(slot: 1);
        Add(Now());
        Join();
        Found().ShouldBeEmpty();

        Mark(slot: 3);
        Join();

        Found().ShouldBe([(3, 1)]);
    }

    [Fact]
    public void A_sample_that_comes_long_after_its_mark_finds_it()
    {
        var first = Now();
        Mark(slot: 1);
        Join();
        var second = Now();
        Mark(slot: 2);
        Mark(slot: 3);
        Join();
        Add(first, second);

        Join();

        Found().ShouldBe([(1, 1), (2, 1)]);
    }

    [Fact]
    public void Samples_of_a_thread_that_has_left_all_profiled_methods_do_not_wait()
    {
        Add(Now());
        Mark(slot: 1);
        _ledger->Current = _ledger->Root;
        Add(Now());
        Join();
        Mark(slot: 2);
        Join();

        Found().ShouldBe([(1, 1)]);
    }

    [Fact]
    public void A_line_that_goes_on_has_one_mark_and_all_of_its_samples()
    {
        for (var i = 0; i < 100; i++)
        {
            Add(Now());
            Mark(slot: 4);
            if (i % 10 == 0)
                Join();
        }
        Join();

        Found().ShouldBe([(4, 100)]);
        _ledger->Marks->Written.ShouldBe(1);
    }

    [Fact]
    public void Samples_outside_profiled_methods_are_no_line_s()
    {
        Add(Now());
        LineMarks.Add(_ledger, _ledger->Root, 0, 0);
        Add(Now());
        Mark(slot: 1);
        Add(Now());
        LineMarks.AddOwn(_ledger);

        Join();

        Found().ShouldBe([(1, 1)]);
    }

    [Fact]
    public void Samples_of_threads_without_a_ledger_are_forgotten()
    {
        _join.Add(new SampledObject(Thread + 1, Now(), "A", 24, 0));
        Join();
        _ledger->ThreadId = Thread + 1;
        Mark(slot: 1);
        Join();

        Found().ShouldBeEmpty();
        _join.Lost.ShouldBe(0);
    }

    [Fact]
    public void A_ledger_that_another_thread_continues_has_the_lines_of_both()
    {
        var first = Now();
        Mark(slot: 1);
        Join();
        _ledger->ThreadId = Thread + 1;
        _join.Add(new SampledObject(Thread + 1, Now(), "A", 24, 0));
        Mark(slot: 2);
        Add(first);
        Join();

        Found().ShouldBe([(1, 1), (2, 1)]);
    }

    [Fact]
    public void A_sample_whose_mark_has_been_overwritten_is_counted_and_on_no_line()
    {
        Add(Now());
        for (var i = 0; i <= LineMarks.Capacity; i++)
            Mark(slot: 1 + i % 2);
        Add(Now());
        Mark(slot: 3);

        Join();

        Found().ShouldBe([(3, 1)]);
        _join.Lost.ShouldBe(1);
    }

    [Fact]
    public void More_samples_than_may_wait_are_counted_and_the_younger_ones_kept()
    {
        for (var i = 0; i < SampleJoin.MostWaiting + 5; i++)
            Add(Now());
        Mark(slot: 1);
        Join();

        Found().ShouldBe([(1, SampleJoin.MostWaiting)]);
        _join.Lost.ShouldBe(5);
    }

    [Fact]
    public void A_reset_forgets_the_samples_of_before_it_even_those_that_wait()
    {
        Add(Now());
        Mark(slot: 1);
        Join();
        Add(Now());
        _join.Reset(Now());
        Add(Now());
        Mark(slot: 2);
        Join();

        Found().ShouldBe([(2, 1)]);
    }

    // A line that allocated 100 bytes up to 0x5000, or began 300 bytes before the end of an earlier quantum at 0x9000.
    [Theory]
    [InlineData(0x5000 - 100, 100, true)]
    [InlineData(0x5000 - 8, 100, true)]
    [InlineData(0x5000, 100, false)]
    [InlineData(0x5000 - 108, 100, false)]
    [InlineData(0x9000 - 300, 100, true)]
    [InlineData(0x9000 - 8, 100, true)]
    [InlineData(0x9000, 100, false)]
    [InlineData(0x9000 - 308, 100, false)]
    [InlineData(0x5000 - 108, 8_192, true)]
    [InlineData(0, 100, true)]
    public void A_mark_is_that_of_a_sample_if_its_line_can_have_made_the_object(int address, long bytes, bool isCovered) =>
        new LineMark { Pointer = 0x5000, Bytes = bytes, EarlierPointer = 0x9000 - 300, EarlierLimit = 0x9000 }.Covers(address).ShouldBe(isCovered);

    [Fact]
    public void A_sample_that_the_line_of_its_mark_cannot_have_made_is_counted_and_on_no_line()
    {
        var context = new AllocationContext { Pointer = 0x5000, Limit = 0x6000 };
        _ledger->Context = &context;
        _join.Add(new SampledObject(Thread, Now(), "A", 24, 0x4F00));
        _frame->Line = _frame->Lines + 1;
        LineMarks.Add(_ledger, _frame, now: 1_000, bytes: 24);
        context.Pointer += 24;
        _join.Add(new SampledObject(Thread, Now(), "A", 24, 0x5000));
        _frame->Line = _frame->Lines + 2;
        LineMarks.Add(_ledger, _frame, now: 1_024, bytes: 24);
        Join();

        Found().ShouldBe([(2, 1)]);
        (_join.Lost, _join.Unplaced, _join.Placed).ShouldBe((0, 1, 1));
    }

    void Mark(int slot)
    {
        _frame->Line = _frame->Lines + slot;
        LineMarks.Add(_ledger, _frame, 0, 0);
    }

    void Add(params ReadOnlySpan<long> times)
    {
        foreach (var time in times)
            _join.Add(new SampledObject(Thread, time, "A", 24, 0));
    }

    void Join() => _join.Run([(nint)_ledger]);

    IEnumerable<(int Slot, long Samples)> Found() =>
        _join.Lines.OrderBy(line => line.Key.Slot).Select(line => (line.Key.Slot, line.Value.Of(1).Sum(type => type.Samples)));

    // Later than all before it.
    static long Now()
    {
        var before = Stopwatch.GetTimestamp();
        long now;
        do
            now = Stopwatch.GetTimestamp();
        while (now == before);
        return now;
    }
}
