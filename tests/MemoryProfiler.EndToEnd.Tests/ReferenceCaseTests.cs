namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>The stories a line profiler has to tell, each in a process of its own, to the byte.</summary>
public sealed class ReferenceCaseTests
{
    const long MiB = 1 << 20;
    const long ArrayHeader = 24;

    [Fact]
    public async Task One_line_carries_the_100_MiB_table_and_is_named_first()
    {
        var run = await CaseRun.Of("1");

        var build = run.Report.Method("Case01.Build()");
        build.Line("var table").AllocatedBytes.ShouldBe((100 * MiB) + ArrayHeader);
        // Range's iterator takes the 40 bytes beside the array.
        build.Line("var ids").AllocatedBytes.ShouldBe(800_000 + ArrayHeader + 40);
        build.Line("var names").AllocatedBytes.ShouldBeInRange(8 * MiB, 14 * MiB);
        build.Line("return").AllocatedBytes.ShouldBe(0);
        build.Calls.ShouldBe(1);
        var largest = run.Text.Split("Largest lines, without profiled callees:\n")[1].Split('\n')[0];
        largest.ShouldBe("   100.0 MiB  Case01.cs:10   var table = new byte[100 * 1048576];");
    }

    [Fact]
    public async Task Dropping_references_gives_nothing_back_and_the_report_says_where_memory_comes_back()
    {
        var run = await CaseRun.Of("2");

        var release = run.Report.Method("Case02.Release()");
        var array = release.Line("byte[]? a =");
        array.AllocatedBytes.ShouldBe((50 * MiB) + ArrayHeader);
        release.BytesElsewhere(array).ShouldBe(0);
        foreach (var drop in new[] { release.Line("a = null"), release.Line("b = null") })
        {
            drop.AllocatedBytes.ShouldBe(0);
            // An optimised build has no code for a store that nothing reads: the row is there, but nothing reaches it.
            drop.Occurrences.ShouldBe(0);
        }
        run.Report.Notes.ShouldContain("1 full garbage collection ran meanwhile. Memory comes back on the line during which a collection runs, not on the line that drops the last reference.");
    }

    [Fact]
    public async Task A_loop_counts_each_visit_and_its_exact_bytes()
    {
        var loop = (await CaseRun.Of("3")).Report.Method("Case03.Loop()");

        loop.Line("for").Occurrences.ShouldBe(7);
        loop.Line("var chunk").Occurrences.ShouldBe(6);
        loop.Line("var chunk").AllocatedBytes.ShouldBe(6 * ((20 * MiB) + ArrayHeader));
        loop.Line("if").Occurrences.ShouldBe(6);
        loop.Line("if").AllocatedBytes.ShouldBe(0);
        loop.Line("kept.Add").Occurrences.ShouldBe(2);
        // The list's first array of four.
        loop.Line("kept.Add").AllocatedBytes.ShouldBe((4 * 8) + ArrayHeader);
    }

    [Fact]
    public async Task A_model_loaded_twice_costs_twice_and_a_singleton_once()
    {
        const long Model = (100 * MiB) + ArrayHeader + 24;

        var twice = (await CaseRun.Of("6")).Report.Method("Case06.Serve()");
        var once = (await CaseRun.Of("7")).Report.Method("Case07.Serve()");

        Bytes(twice).ShouldBe([Model, Model]);
        Bytes(once).ShouldBe([Model, 0]);
        (Bytes(once)[1] - Bytes(twice)[1]).ShouldBe(-Model);

        static long[] Bytes(MethodProfile serve) => [serve.Line("var a").AllocatedBytes, serve.Line("var b").AllocatedBytes];
    }

    [Fact]
    public async Task Each_column_of_a_data_frame_shows_its_exact_bytes_and_dropping_them_none()
    {
        const long Delegate = 64;
        // The object that holds a method's lambdas, made with the first of them.
        const long Lambdas = 24;
        // Buckets (int) and entries (24 bytes each) of a dictionary with room for 3, then for 7.
        const long FirstInsert = 40 + 96;
        const long FourthInsert = 56 + 192;
        var frame = (await CaseRun.Of("8")).Report.Method("Case08.Frame()");

        frame.Line("df[\"id\"] = Fill").AllocatedBytes.ShouldBe(32_000_024 + Delegate + Lambdas + FirstInsert);
        frame.Line("df[\"price\"]").AllocatedBytes.ShouldBe(32_000_024 + Delegate);
        frame.Line("df[\"qty\"]").AllocatedBytes.ShouldBe(16_000_024 + Delegate);
        frame.Line("df[\"flag\"]").AllocatedBytes.ShouldBe(4_000_024 + Delegate + FourthInsert);
        frame.Line("df[\"total\"]").AllocatedBytes.ShouldBe(32_000_024);
        frame.Line("df[\"id\"] = Array.ConvertAll").AllocatedBytes.ShouldBe(16_000_024 + Delegate);
        foreach (var drop in frame.Lines("df.Remove").Append(frame.Line("df.Clear")))
        {
            drop.Occurrences.ShouldBe(1);
            drop.AllocatedBytes.ShouldBe(0);
        }
    }

    [Fact]
    public async Task A_callers_lines_show_what_their_callee_allocated_and_the_callee_keeps_it_as_its_own()
    {
        var report = (await CaseRun.Of("13")).Report;

        var pipeline = report.Method("Case13.Pipeline()");
        pipeline.Line("var a").AllocatedBytes.ShouldBe(31_457_304);
        pipeline.Line("var b").AllocatedBytes.ShouldBe(52_428_824);
        pipeline.Lines.ShouldAllBe(line => line.SelfAllocatedBytes == 0);
        pipeline.SelfAllocatedBytes.ShouldBe(0);
        var load = report.Method("Case13.Load(int mb)");
        load.Calls.ShouldBe(2);
        load.Line("new byte").SelfAllocatedBytes.ShouldBe(31_457_304 + 52_428_824);
        (load.MinAllocatedBytes, load.MaxAllocatedBytes).ShouldBe((31_457_304, 52_428_824));
    }

    [Fact]
    public async Task A_growing_dictionary_books_its_resizes_on_the_line_that_adds()
    {
        var grow = (await CaseRun.Of("15")).Report.Method("Case15.Grow()");

        grow.Line("for (int step").Occurrences.ShouldBe(5);
        grow.Line("for (int i").Occurrences.ShouldBe(400_004);
        grow.Line("d[i] = i").Occurrences.ShouldBe(400_000);
        (grow.Line("d[i] = i").AllocatedBytes / (double)MiB).ShouldBe(24.8, tolerance: 0.1);
        grow.BytesElsewhere(grow.Line("d[i] = i"), grow.Line("var d")).ShouldBe(0);
    }
}
