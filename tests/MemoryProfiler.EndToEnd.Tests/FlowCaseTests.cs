namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>Cycles, closures and strings, and the three programs whose tables memory_profiler gets wrong or does not print.</summary>
public sealed class FlowCaseTests
{
    const long MiB = 1 << 20;
    const long ArrayHeader = 24;

    [Fact]
    public async Task A_cycle_is_no_special_case_dropping_its_name_frees_nothing()
    {
        var cycle = (await CaseRun.Of("5")).Report.Method("Case05.Cycle()");
        cycle.Line("n.Data =").AllocatedBytes.ShouldBe((60 * MiB) + ArrayHeader);
        // The object and its two fields.
        cycle.Line("var n =").AllocatedBytes.ShouldBe(32);
        cycle.BytesElsewhere(cycle.Line("n.Data ="), cycle.Line("var n =")).ShouldBe(0);
    }

    [Fact]
    public async Task Each_call_that_leaves_a_closure_behind_has_its_own_40_MiB()
    {
        var run = (await CaseRun.Of("9")).Report.Method("Case09.Run()");
        foreach (var parse in run.Lines("Parse();"))
        {
            // Beside the array: the job (32), the closure's object (24) and the delegate (64).
            parse.AllocatedBytes.ShouldBe((40 * MiB) + ArrayHeader + 32 + 24 + 64);
        }
        run.Lines("Parse();").Count().ShouldBe(2);
        run.AllocatedBytes.ShouldBe(2 * ((40 * MiB) + ArrayHeader + 120));
    }

    [Fact]
    public async Task Strings_show_what_is_text_and_what_is_parts()
    {
        var strings = (await CaseRun.Of("12")).Report.Method("Case12.Strings()");
        // 300,000 rows "row 0" to "row 299999" and the marks between them, two bytes a character.
        var characters = Enumerable.Range(0, 300_000).Sum(i => 4L + i.ToString("D", null).Length) + 299_999;
        var text = (22 + (2 * characters) + 7) / 8 * 8;
        strings.Line("var text").AllocatedBytes.ShouldBe(text);
        // And what the invariant culture keeps to change cases, unless something has changed one before in the process.
        strings.Line("var up").AllocatedBytes.ShouldBeOneOf(text, text + 56);
        strings.Line("var parts").AllocatedBytes.ShouldBeInRange(14 * MiB, 22 * MiB);
    }

    [Fact]
    public async Task A_generator_allocates_where_it_allocates_and_its_consumer_on_the_line_that_asks()
    {
        var report = (await CaseRun.Of("generator")).Report;
        var gen = report.Method("Generator.Gen()");
        gen.Calls.ShouldBe(1);
        gen.Line("for").Occurrences.ShouldBe(4);
        gen.Line("var a").AllocatedBytes.ShouldBe(3 * ((10 * MiB) + ArrayHeader));
        gen.Line("yield return").AllocatedBytes.ShouldBe(0);
        gen.Line("yield return").Occurrences.ShouldBe(3);
        var asks = report.Method("Generator.Consume()").Line("foreach");
        asks.Occurrences.ShouldBe(4);
        (asks.AllocatedBytes - asks.SelfAllocatedBytes).ShouldBe(gen.AllocatedBytes);
    }

    [Fact]
    public async Task Two_coroutines_at_once_never_mix()
    {
        var report = (await CaseRun.Of("coroutines")).Report;
        var load = report.Method("Coroutines.Load(int mb)");
        load.Calls.ShouldBe(3);
        foreach (var line in new[] { load.Line("var a"), load.Line("var b") })
        {
            line.Occurrences.ShouldBe(3);
            line.AllocatedBytes.ShouldBe((60 * MiB) + (3 * ArrayHeader));
        }
        load.Line("await Task.Delay").Occurrences.ShouldBe(3);
        var main = report.Method("Coroutines.LoadAll()");
        main.Line("var r = await Load(20)").AllocatedBytes.ShouldBeInRange(40 * MiB, 41 * MiB);
        main.Line("var both").AllocatedBytes.ShouldBeInRange(80 * MiB, 81 * MiB);
        main.AllocatedBytes.ShouldBe(load.AllocatedBytes + main.SelfAllocatedBytes);
    }

    [Fact]
    public async Task A_method_that_raises_has_its_table()
    {
        var report = (await CaseRun.Of("raising")).Report;
        var fails = report.Method("Raising.Fails()");
        fails.Line("var a").AllocatedBytes.ShouldBe((20 * MiB) + ArrayHeader);
        fails.Line("var b").AllocatedBytes.ShouldBe((30 * MiB) + ArrayHeader);
        fails.Line("throw").Occurrences.ShouldBe(1);
        var catches = report.Method("Raising.Catches()");
        var calls = catches.Line("Fails();");
        (calls.AllocatedBytes - calls.SelfAllocatedBytes).ShouldBe(fails.AllocatedBytes);
        catches.Line("var c").AllocatedBytes.ShouldBe((10 * MiB) + ArrayHeader);
    }
}
