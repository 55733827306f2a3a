using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MemoryProfiler.Flames;
using MemoryProfiler.HeapTests.Support;

namespace MemoryProfiler.HeapTests.Flames;

public sealed class FlameGraphTests : IDisposable
{
    static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_image_of_a_run_is_the_approved_one()
    {
        ShopSites.Run.SaveFlame(_folder["a.svg"]);

        File.ReadAllText(_folder["a.svg"]).ShouldBeApproved();
    }

    [Fact]
    public void The_page_has_each_path_once_with_its_bytes_at_the_type()
    {
        ShopSites.Run.SaveFlame(_folder["a.html"]);

        PageJson.Of(_folder["a.html"]).GetRawText().ShouldBeApproved();
    }

    [Fact]
    public void The_page_opens_as_asked_and_has_the_baseline_s_bytes_beside_its_own()
    {
        ShopSites.Run.SaveFlame(_folder["a.html"], new FlameOptions { Baseline = ShopSites.Before, Measure = AllocationMeasure.LiveAtPeak, FromAllocation = true });

        var page = PageJson.Of(_folder["a.html"]);

        page.GetProperty("start").GetRawText().ShouldBe("""{"metric":1,"turned":true,"compared":true}""");
        page.GetProperty("sub").GetString().ShouldBe("2026-11-20 18:21:50 · 46.0 s · 8,251 samples, about one in 100 KiB, totals within about 2.2 % · baseline: 2026-11-20 18:21:50, 46.0 s");
        page.GetProperty("b").EnumerateArray().Select(column => column.EnumerateArray().Sum(own => own.GetInt64())).ShouldBe([768_000_000, 210_000_000, 25_250_000]);
        var (gone, own) = Node(page, "Shop.Reports.Page");
        (own("v"), own("b")).ShouldBe((0, 18_000_000));
        gone.ShouldBe("Shop.Program.Main(string[]); Shop.Reports.InvoicePage.Render(IReadOnlyList<Order>); Shop.Reports.Page");
    }

    [Fact]
    public void An_image_that_compares_says_the_change_in_colour_and_number()
    {
        ShopSites.Run.SaveFlame(_folder["a.svg"], new FlameOptions { Baseline = ShopSites.Before });

        var boxes = Boxes(_folder["a.svg"]);

        boxes["Shop.Import.Order: 95.4 MiB, 12 %, −95.4 MiB"].Attribute("class")!.Value.ShouldBe("down");
        boxes["Shop.Import.Order: 95.4 MiB, 12 %, −95.4 MiB"].Attribute("fill-opacity")!.Value.ShouldBe("0.45");
        boxes["System.Collections.Generic.Dictionary<int, Shop.Price>.Entry[]: 143.1 MiB, 18 %, +95.4 MiB"].Attribute("class")!.Value.ShouldBe("up");
        boxes["string: 476.8 MiB, 59 %, 0 B"].Attribute("class")!.Value.ShouldBe("k2");
        boxes["all: 808.3 MiB, 100 %, +75.9 MiB"].Attribute("class")!.Value.ShouldBe("k3");
    }

    [Fact]
    public void An_image_that_begins_with_the_allocation_has_types_on_top_and_the_same_sum()
    {
        ShopSites.Run.SaveFlame(_folder["a.svg"], new FlameOptions { FromAllocation = true, Measure = AllocationMeasure.LiveAtPeak });

        var image = XDocument.Load(_folder["a.svg"]);
        var second = image.Root!.Elements(_svg + "g").Where(box => (string?)box.Element(_svg + "svg")!.Attribute("y") == "106").Select(box => box.Element(_svg + "title")!.Value);

        image.Root!.Elements(_svg + "g").First().Element(_svg + "title")!.Value.ShouldBe("all: 208.4 MiB, 100 %");
        second.ShouldBe(
        [
            "string: 95.4 MiB, 46 %",
            "System.Collections.Generic.Dictionary<int, Shop.Price>.Entry[]: 57.2 MiB, 27 %",
            "Shop.Import.Order: 46.3 MiB, 22 %",
            "byte[]: 9.5 MiB, 4.6 %",
        ]);
    }

    [Fact]
    public void Lost_events_are_told_in_both_forms()
    {
        ShopSites.NotFollowed.SaveFlame(_folder["a.html"]);
        ShopSites.NotFollowed.SaveFlame(_folder["a.svg"]);

        PageJson.Of(_folder["a.html"]).GetProperty("warning").GetString().ShouldBe("1,234 events were lost: figures may be too low.");
        File.ReadAllText(_folder["a.svg"]).ShouldContain(">1,234 events were lost: figures may be too low.</text>");
    }

    [Fact]
    public void The_page_loads_nothing_and_no_name_becomes_markup()
    {
        const string evil = "</script><img src=x onerror=alert(1)>";
        var sites = new AllocationSnapshot
        {
            Sites = [new() { Path = [new($"Shop.{evil}.M()", $"/src/{evil}.cs", 1, AllocationFrameKind.Own)], Type = evil, AllocatedBytes = 1_000, AllocatedObjects = 1, Samples = 1 }],
            Source = evil,
            Notes = [evil],
            CapturedAt = DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.FromSeconds(1),
        };
        foreach (var name in (string[])["a.html", "a.svg", "a.json", "a.pb.gz", "a.speedscope.json", "a.collapsed", "a.firefox.json"])
            sites.Save(_folder[name]);

        var page = File.ReadAllText(_folder["a.html"]);
        page.ShouldContain("default-src 'none'");
        page.ShouldNotContain("<img");
        page.ShouldNotMatch("""(src|href)="?(https?:|//)""");
        Regex.Count(page, "<script").ShouldBe(2);
        Regex.Count(page, "</script>").ShouldBe(2);
        PageJson.Of(_folder["a.html"]).GetProperty("title").GetString().ShouldBe($"Where memory is allocated: {evil}");
        XDocument.Load(_folder["a.svg"]).Descendants().ShouldAllBe(element => element.Name.LocalName != "img" && element.Name.LocalName != "script");
        new PprofReader(_folder["a.pb.gz"]).Dump().ShouldContain($"type={evil}");
    }

    [Fact]
    public void The_widths_below_a_box_add_up_to_its_own_as_what_is_small_is_one_box()
    {
        var tree = FlameTree.Of([new FlameColumn("", Many(5_000), AllocationMeasure.Allocated)]);

        var boxes = FlameLayout.Of(tree, 0, 1_168);

        var small = boxes.Single(box => box.Small > 0);
        var row = boxes.Where(box => box.Row == small.Row).ToArray();
        row.Sum(box => box.Bytes).ShouldBe(boxes[0].Bytes);
        row.Sum(box => box.Width).ShouldBe(1_168, 0.001);
        (row.Length - 1 + small.Small).ShouldBe(5_000);
        row[..^1].ShouldAllBe(box => box.Width >= 1.2);
    }

    [Theory]
    // Main, Run, 998 types and one box for the others; turned over 333 types with both, and one.
    [InlineData(false, 1_001, 4_002)]
    [InlineData(true, 1_000, 4_667)]
    public void A_graph_of_too_many_boxes_keeps_the_largest_and_every_byte(bool isTurned, int nodes, int smaller)
    {
        var sites = Many(5_000);

        var tree = FlameTree.Of([new FlameColumn("", sites, AllocationMeasure.Allocated)], isTurned, mostNodes: 1_000);

        (tree.Nodes.Count, tree.Smaller).ShouldBe((nodes, smaller));
        tree.Own(0).Sum().ShouldBe(sites.Sum(site => site.AllocatedBytes));
        var largest = Enumerable.Range(0, tree.Nodes.Count).Where(node => tree.Frames[tree.Nodes[node].Frame].Name == "Shop.T5000").ToArray();
        largest.Sum(node => tree.Totals(0)[node]).ShouldBe(5_000);
    }

    [Fact]
    public void A_page_of_too_many_boxes_says_what_was_put_together()
    {
        var sites = new AllocationSnapshot { Sites = Many(60_000), CapturedAt = DateTimeOffset.UnixEpoch, Duration = TimeSpan.FromSeconds(1) };
        sites.SaveFlame(_folder["a.html"]);

        var page = PageJson.Of(_folder["a.html"]);

        page.GetProperty("note").GetString()!.ShouldEndWith(" The graph would have more than 50,000 boxes: the 10,002 smallest ends of paths are in boxes named (smaller).");
        page.GetProperty("v")[0].EnumerateArray().Sum(own => own.GetInt64()).ShouldBe(60_000L * 60_001 / 2);
        new FileInfo(_folder["a.html"]).Length.ShouldBeLessThan(4 << 20);
    }

    [Theory]
    [InlineData("Shop.Program.Main(string[])", "Program.Main")]
    [InlineData("Main()", "Main")]
    [InlineData("Shop.Order..ctor(Shop.Cart)", "Order..ctor")]
    [InlineData("System.Collections.Generic.Dictionary<int, Shop.Price>.Resize()", "Dictionary<int, Shop.Price>.Resize")]
    [InlineData("Shop.Import.<Import>g__Read|3_0(char)", "Import.<Import>g__Read|3_0")]
    [InlineData("Shop.Map<TKey, System.Func<A, B>>.Add(TKey, System.Func<A, B>)", "Map<TKey, System.Func<A, B>>.Add")]
    public void A_box_of_a_method_has_its_type_and_name(string name, string shown) => name[FlameName.Shown(name, FlameKind.Own)].ShouldBe(shown);

    [Theory]
    [InlineData("string", "string")]
    [InlineData("Shop.Import.Order[]", "Order[]")]
    [InlineData("System.Collections.Generic.Dictionary<int, Shop.Price>.Entry[]", "Dictionary<int, Shop.Price>.Entry[]")]
    public void A_box_of_a_type_has_no_namespace(string name, string shown) => name[FlameName.Shown(name, FlameKind.Type)].ShouldBe(shown);

    static AllocationSite[] Many(int count) =>
    [
        .. Enumerable.Range(1, count).Select(i => new AllocationSite
        {
            Path = [new("Shop.Program.Main()", null, 0, AllocationFrameKind.Own), new("Shop.Program.Run()", null, 0, AllocationFrameKind.Own)],
            Type = $"Shop.T{i}",
            AllocatedBytes = i,
            AllocatedObjects = 1,
            Samples = 1,
        }),
    ];

    static Dictionary<string, XElement> Boxes(string path) => XDocument.Load(path).Root!.Elements(_svg + "g")
        .GroupBy(box => box.Element(_svg + "title")!.Value)
        .ToDictionary(boxes => boxes.Key, boxes => boxes.First().Descendants(_svg + "rect").Single());

    // A node with its path, and its bytes of the first figure in a column.
    static (string Path, Func<string, long> Own) Node(JsonElement page, string name)
    {
        var (parents, frames) = (page.GetProperty("p"), page.GetProperty("f"));
        var node = Enumerable.Range(0, frames.GetArrayLength()).Single(i => Name(i) == name);
        return (Path(node), column => page.GetProperty(column)[0][node].GetInt64());

        string Name(int i) => page.GetProperty("frames")[frames[i].GetInt32()][0].GetString()!;
        string Path(int i) => parents[i].GetInt32() < 0 ? Name(i) : $"{Path(parents[i].GetInt32())}; {Name(i)}";
    }
}
