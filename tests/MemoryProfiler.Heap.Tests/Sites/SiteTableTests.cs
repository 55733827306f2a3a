namespace MemoryProfiler.HeapTests.Sites;

public sealed class SiteTableTests
{
    const long Megabyte = 1 << 20;

    static readonly AllocationFrame _main = new("Shop.Program.Main()", "/src/Program.cs", 7, AllocationFrameKind.Own);
    static readonly AllocationFrame _add = new("Shop.Cart.Add(int)", "/src/Cart.cs", 12, AllocationFrameKind.Own);
    static readonly AllocationFrame _list = new("System.Collections.Generic.List<T>.Add(T)", null, 0, AllocationFrameKind.Runtime);

    static readonly AllocationSite[] _sites =
    [
        new() { Path = [_main, _add, _list], Type = "Shop.Order[]", AllocatedBytes = 30 * Megabyte, AllocatedObjects = 30, LiveBytes = 10 * Megabyte, LiveObjects = 10, PeakBytes = 20 * Megabyte, PeakObjects = 20, Samples = 30 },
        new() { Path = [_main, _add], Type = "Shop.Order", AllocatedBytes = 8 * Megabyte, AllocatedObjects = 8_000, LiveBytes = 4 * Megabyte, LiveObjects = 4_000, PeakBytes = 8 * Megabyte, PeakObjects = 8_000, Samples = 80 },
        new() { Path = [_main], Type = "System.String", AllocatedBytes = 50 * Megabyte, AllocatedObjects = 50_000, PeakBytes = Megabyte, PeakObjects = 1_000, Samples = 500 },
    ];

    [Fact]
    public void A_line_is_that_of_the_innermost_own_frame_and_that_with_most_at_the_peak_is_first() =>
        Text(Snapshot(_sites)).ShouldBe(
            """
            Allocation sites: 88.0 MiB allocated in 2.5 s, 14.0 MiB alive; estimates from 610 samples
            Peak after a full collection: 29.0 MiB after 1.5 s, in the table
            Peak before a collection, garbage included: 40.0 MiB after 1.0 s

                 At peak        Alive    Allocated   Samples   Line
            =======================================================
                28.0 MiB     14.0 MiB     38.0 MiB       110   Shop.Cart.Add(int) Cart.cs:12
                 1.0 MiB          0 B     50.0 MiB       500   Shop.Program.Main() Program.cs:7

            """);

    [Fact]
    public void Paths_are_told_from_the_inside_and_what_does_not_fit_is_one_row() =>
        Text(Snapshot(_sites), top: 1, AllocationGrouping.Path).ShouldEndWith(
            """
                 At peak        Alive    Allocated   Samples   Path, from the inside
            ========================================================================
                20.0 MiB     10.0 MiB     30.0 MiB        30   System.Collections.Generic.List<T>.Add(T) < Shop.Cart.Add(int) Cart.cs:12 < Shop.Program.Main() Program.cs:7
                 9.0 MiB      4.0 MiB     58.0 MiB       580   2 others

            """);

    [Fact]
    public void Without_what_lives_rows_are_sorted_by_what_was_allocated()
    {
        var snapshot = new AllocationSnapshot { Sites = _sites, CapturedAt = DateTimeOffset.UnixEpoch, Duration = TimeSpan.FromSeconds(2.5), Notes = ["A note."] };

        Text(snapshot, by: AllocationGrouping.Type).ShouldBe(
            """
            Allocation sites: 88.0 MiB allocated in 2.5 s; estimates from 610 samples

               Allocated   Samples   Type
            =============================
                50.0 MiB       500   System.String
                30.0 MiB        30   Shop.Order[]
                 8.0 MiB        80   Shop.Order
            A note.

            """);
    }

    [Fact]
    public void Groups_add_up_their_sites()
    {
        var line = Snapshot(_sites).TopLines(1, AllocationMeasure.Live).ShouldHaveSingleItem();

        (line.Name, line.LiveBytes, line.LiveObjects, line.PeakBytes, line.AllocatedObjects, line.Samples)
            .ShouldBe(("Shop.Cart.Add(int) Cart.cs:12", 14 * Megabyte, 4_010, 28 * Megabyte, 8_030, 110));
        line.Sites.Select(site => site.Type).ShouldBe(["Shop.Order[]", "Shop.Order"]);
        Snapshot(_sites).TopTypes(5, AllocationMeasure.Live).Select(type => type.Name).ShouldBe(["Shop.Order[]", "Shop.Order"]);
        Snapshot(_sites).TopPaths(1).ShouldHaveSingleItem().Name.ShouldBe("Shop.Program.Main() Program.cs:7");
    }

    [Fact]
    public void Filters_leave_the_sites_that_fit()
    {
        var snapshot = Snapshot(_sites);

        Types(snapshot.InNamespace("Shop")).ShouldBe(["System.String", "Shop.Order[]", "Shop.Order"]);
        Types(snapshot.InNamespace("Shop.Cart")).ShouldBe(["Shop.Order[]", "Shop.Order"]);
        Types(snapshot.InNamespace("Sho")).ShouldBeEmpty();
        Types(snapshot.OfType("Order")).ShouldBe(["Shop.Order"]);
        Types(snapshot.OfType("System.String")).ShouldBe(["System.String"]);
        Types(snapshot.InFile("Program.cs")).ShouldBe(["System.String"]);
        Types(snapshot.InFile("gram.cs")).ShouldBeEmpty();
        snapshot.OfType("Order").PeakBytes.ShouldBe(8 * Megabyte);
    }

    [Fact]
    public void Another_peak_shows_what_the_sites_held_at_that_one()
    {
        var snapshot = Snapshot(_sites);

        var other = snapshot.AtPeak(AllocationPeakKind.CollectionStart).ShouldNotBeNull();

        (other.Peak!.Kind, other.PeakBytes, other.AllocatedBytes).ShouldBe((AllocationPeakKind.CollectionStart, 8 * Megabyte, 8 * Megabyte));
        other.AtPeak(AllocationPeakKind.FullCollection).ShouldNotBeNull().PeakBytes.ShouldBe(29 * Megabyte);
        snapshot.AtPeak(AllocationPeakKind.CollectionEnd).ShouldBeNull();
    }

    [Fact]
    public void Two_snapshots_are_compared_site_by_site()
    {
        AllocationSite[] later =
        [
            _sites[1],
            new() { Path = [_main], Type = "System.String", AllocatedBytes = 60 * Megabyte, LiveBytes = 3 * Megabyte, Samples = 600 },
            new() { Path = [_main], Type = "Shop.Cart", AllocatedBytes = Megabyte, LiveBytes = Megabyte, Samples = 10 },
        ];

        var comparison = Snapshot(later).CompareTo(Snapshot(_sites));

        comparison.Sites.Select(site => (site.Type, site.BytesDelta(AllocationMeasure.Live), site.Before is null, site.After is null)).ShouldBe(
        [
            ("System.String", 3 * Megabyte, false, false),
            ("Shop.Cart", Megabyte, true, false),
            ("Shop.Order", 0, false, false),
            ("Shop.Order[]", -10 * Megabyte, false, true),
        ]);
        comparison.BytesDelta(AllocationMeasure.Live).ShouldBe(-6 * Megabyte);
        var writer = new StringWriter();
        comparison.WriteTo(writer, top: 2, AllocationGrouping.Type);
        writer.ToString().ShouldBe(
            """
            Allocation sites: -6.0 MiB alive, -19.0 MiB allocated; estimates from samples

                   Alive       Change    Allocated   Type
            =============================================
                     0 B    -10.0 MiB    -30.0 MiB   Shop.Order[]
                 3.0 MiB     +3.0 MiB    +10.0 MiB   System.String
                 1.0 MiB     +1.0 MiB     +1.0 MiB   1 other

            """);
    }

    static AllocationSnapshot Snapshot(AllocationSite[] sites) => new()
    {
        Sites = sites,
        CapturedAt = DateTimeOffset.UnixEpoch,
        Duration = TimeSpan.FromSeconds(2.5),
        Peak = new AllocationPeak(AllocationPeakKind.FullCollection, 29 * Megabyte, 9_020, TimeSpan.FromSeconds(1.5)),
        Peaks =
        [
            new(AllocationPeakKind.FullCollection, 29 * Megabyte, 9_020, TimeSpan.FromSeconds(1.5)),
            new(AllocationPeakKind.CollectionStart, 40 * Megabyte, 12_000, TimeSpan.FromSeconds(1)),
        ],
        SitesAtPeaks = [sites, [_sites[1]]],
    };

    static string[] Types(AllocationSnapshot snapshot) => [.. snapshot.Sites.Select(site => site.Type)];

    static string Text(AllocationSnapshot snapshot, int top = 20, AllocationGrouping by = AllocationGrouping.Line)
    {
        var writer = new StringWriter();
        snapshot.WriteTo(writer, top, by);
        return writer.ToString();
    }
}
