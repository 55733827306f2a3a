namespace MemoryProfiler.HeapTests.Sites;

public sealed class AllocationSitesTests
{
    [Fact]
    public async Task Each_shape_of_source_has_its_method_its_file_and_its_line()
    {
        AllocationSites.Start(new AllocationSitesOptions { FollowLive = false });
        await Shapes<string>.RunAsync();
        var found = AllocationSites.Stop();

        foreach (var (type, method, line) in Shapes<string>.Expected)
        {
            var site = found.InFile("Sites/Shapes.cs").Sites.Where(site => site.Frame.Line == line).ShouldHaveSingleItem($"{type} of {method}");
            site.Frame.Method.ShouldBe(method);
            site.Frame.Kind.ShouldBe(AllocationFrameKind.Own);
            site.Path[^1].ShouldBe(site.Frame);
        }
    }

    [Fact]
    public void Nothing_can_be_asked_that_is_not_recorded()
    {
        AllocationSites.IsRunning.ShouldBeFalse();
        foreach (var ask in new Action[] { () => AllocationSites.Capture(), () => AllocationSites.Stop(), AllocationSites.ResetPeak, AllocationSites.Clear })
            Should.Throw<InvalidOperationException>(ask).Message.ShouldBe("No allocation sites are recorded: AllocationSites.Start begins it.");
        Should.Throw<ArgumentOutOfRangeException>(() => AllocationSites.Start(new AllocationSitesOptions { BufferMegabytes = 0 }));
    }

    [Fact]
    public void A_snapshot_has_what_was_allocated_right_before_it_and_recording_goes_on()
    {
        AllocationSites.Start();
        AllocationSites.Start();
        AllocationSites.IsRunning.ShouldBeTrue();
        var kept = Large.Make(3);
        var first = AllocationSites.Capture();
        var more = Large.Make(4);
        var second = AllocationSites.Capture();
        AllocationSites.Clear();
        var late = Large.Make(2);
        var last = AllocationSites.Stop();

        AllocationSites.IsRunning.ShouldBeFalse();
        Objects(first).ShouldBe((3, 3));
        Objects(second).ShouldBe((7, 7));
        Objects(last).ShouldBe((2, 2));
        second.CompareTo(first).Sites.Where(site => site.Type == Large.Type).Sum(site => site.ObjectsDelta(AllocationMeasure.Live)).ShouldBe(4);
        GC.KeepAlive((kept, more, late));
    }

    [Fact]
    public void What_died_is_gone_after_a_full_collection_and_was_there_at_the_peak_until_that_is_reset()
    {
        AllocationSites.Start();
        Large.MakeAndKeep(5);
        GC.Collect();
        Large.Forget();
        GC.Collect();
        var found = AllocationSites.Capture();
        AllocationSites.ResetPeak();
        var later = AllocationSites.Stop();

        var site = found.Sites.Single(site => site.Type == Large.Type);
        (site.AllocatedObjects, site.PeakObjects, site.LiveObjects).ShouldBe((5, 5, 0));
        found.Peak!.Kind.ShouldBe(AllocationPeakKind.FullCollection);
        found.AtPeak(AllocationPeakKind.CollectionStart)!.Sites.Single(site => site.Type == Large.Type).PeakObjects.ShouldBe(5);
        later.Sites.Single(site => site.Type == Large.Type).PeakObjects.ShouldBe(0);
        later.Peaks.Select(peak => peak.Kind).ShouldBe([AllocationPeakKind.CollectionStart]);
    }

    [Fact]
    public void A_report_of_lines_names_those_that_held_most_at_the_peak_while_it_is_recorded_and_afterwards()
    {
        MemoryReport.Reset();
        MemoryReport.Capture().Peak.ShouldBeNull();
        AllocationSites.Start();
        Large.MakeAndKeep(5);
        GC.Collect();
        Large.Forget();
        GC.Collect();
        var during = MemoryReport.Capture();
        var found = AllocationSites.Stop();
        var after = MemoryReport.Capture().Peak.ShouldNotBeNull();
        MemoryReport.Reset();

        var line = found.TopLines(1, AllocationMeasure.LiveAtPeak)[0];
        foreach (var peak in new[] { during.Peak.ShouldNotBeNull(), after })
        {
            (peak.Kind, peak.Bytes).ShouldBe((AllocationPeakKind.FullCollection, found.Peak!.Bytes));
            peak.Seconds.ShouldBe(Math.Round(found.Peak.At.TotalSeconds, 3));
            (peak.Lines[0].Method, peak.Lines[0].Bytes).ShouldBe((line.Sites[0].Frame.Method, line.PeakBytes));
            Path.GetFileName(peak.Lines[0].File).ShouldBe("Large.cs");
        }
        during.ToString().ShouldContain($"Large.cs:{line.Sites[0].Frame.Line}   {line.Sites[0].Frame.Method}\n");
        MemoryReport.Capture().Peak.ShouldBeNull();
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(300, true)]
    public void A_path_that_is_deeper_than_the_runtime_tells_says_so(int depth, bool isCut)
    {
        AllocationSites.Start();
        // A test runner's own stack is deep.
        var thread = new Thread(() => Deep(depth));
        thread.Start();
        thread.Join();
        var found = AllocationSites.Stop();

        var site = found.Sites.Where(site => site.Type == Large.Type).ShouldHaveSingleItem();
        (site.Path[0].Method == "callers beyond 100 frames").ShouldBe(isCut);
        site.Path.Count(frame => frame.Method == "MemoryProfiler.HeapTests.Sites.AllocationSitesTests.Deep(int)").ShouldBe(isCut ? 99 : 11);
        site.Path.Count.ShouldBe(isCut ? 101 : site.Path.Count);
    }

    static int Deep(int depth)
    {
        if (depth > 0)
            return Deep(depth - 1) + 1;
        GC.KeepAlive(Large.Make(1));
        return 0;
    }

    [Fact]
    public void Without_what_lives_no_peak_is_known()
    {
        AllocationSites.Start(new AllocationSitesOptions { FollowLive = false });
        GC.KeepAlive(Large.Make(3));
        var found = AllocationSites.Stop();

        found.Sites.Single(site => site.Type == Large.Type).AllocatedObjects.ShouldBe(3);
        (found.LiveBytes, found.PeakBytes, found.Peak, found.Peaks.Count).ShouldBe((0, 0, null, 0));
        MemoryReport.Capture().Peak.ShouldBeNull();
    }

    [Fact]
    public void The_profiler_s_own_allocations_are_in_no_snapshot()
    {
        AllocationSites.Start();
        GC.KeepAlive(Large.Make(1));
        for (var i = 0; i < 3; i++)
            AllocationSites.Capture();
        var found = AllocationSites.Stop();

        found.Sites.Where(site => site.Path.Any(frame => frame.Method.StartsWith("MemoryProfiler.AllocationSites.", StringComparison.Ordinal) || frame.Method.StartsWith("MemoryProfiler.Sites.", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void Several_threads_may_ask_at_once()
    {
        AllocationSites.Start();
        var kept = Large.Make(2);
        var found = new AllocationSnapshot[4];
        Parallel.For(0, found.Length, i => found[i] = AllocationSites.Capture());
        AllocationSites.Stop();

        found.Select(Objects).ShouldAllBe(objects => objects.Allocated == 2 && objects.Live == 2);
        GC.KeepAlive(kept);
    }

    static (long Allocated, long Live) Objects(AllocationSnapshot found)
    {
        var sites = found.Sites.Where(site => site.Type == Large.Type).ToArray();
        return (sites.Sum(site => site.AllocatedObjects), sites.Sum(site => site.LiveObjects));
    }
}
