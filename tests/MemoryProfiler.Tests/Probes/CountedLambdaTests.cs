using MemoryProfiler.Watching;

namespace MemoryProfiler.Tests.Probes;

public class CountedLambdaTests
{
    const long MiB = 1 << 20;
    const string Lambda = "n => n * 2;";

    [Fact]
    public void A_lambda_that_only_computes_is_a_row_with_its_visits_and_no_bytes()
    {
        var twice = Doubled();
        var before = Row().Occurrences;
        Repeat(twice, 100).ShouldBe(9900);
        var row = Row();
        (row.Occurrences - before, row.AllocatedBytes, row.FirstVisitBytes).ShouldBe((100, 0, 0));
        row.WorkingSetBytes.ShouldNotBeNull().ShouldBeGreaterThan(MiB);
    }

    [Fact]
    public void Visits_of_a_lambda_that_only_computes_are_counted_on_threads_that_run_nothing_else()
    {
        var twice = Doubled();
        var before = Row().Occurrences;
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() => Repeat(twice, 50))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        (Row().Occurrences - before).ShouldBe(400);
    }

    [Fact]
    public void A_lambda_that_the_profiler_itself_calls_is_not_counted()
    {
        var twice = Doubled();
        twice(1);
        var before = Row().Occurrences;
        using (Suppression.Begin())
            twice(1).ShouldBe(2);
        Row().Occurrences.ShouldBe(before);
        twice(1);
        Row().Occurrences.ShouldBe(before + 1);
    }

    [Fact]
    public void A_lambda_that_only_computes_is_counted_anew_after_a_reset()
    {
        var twice = Doubled();
        Repeat(twice, 5);
        MemoryReport.Reset();
        Repeat(twice, 7);
        var row = Row();
        (row.Occurrences, row.AllocatedBytes).ShouldBe((7, 0));
    }

    static int Repeat(Func<int, int> function, int times) => Enumerable.Range(0, times).Sum(function);

    static LineProfile Row() => MemoryReport.Capture().Methods
        .Single(method => method.FullName.Contains($"{nameof(CountedLambdaTests)}.{nameof(Doubled)}(")).Lines
        .Single(line => line.Text.Contains(Lambda));

    [Profile]
    static Func<int, int> Doubled()
    {
        return
            n => n * 2;
    }
}
