using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using MemoryProfiler.HeapTests.Support;

namespace MemoryProfiler.HeapTests.Sites.Exports;

public sealed class SiteFormatTests : IDisposable
{
    static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_profile_for_pprof_has_four_figures_and_paths_from_the_inside() =>
        new PprofReader(Saved("a.pb.gz")).Dump().ShouldBeApproved();

    [Fact]
    public void A_profile_for_speedscope_has_a_profile_for_each_figure() => Readable(Saved("a.speedscope.json")).ShouldBeApproved();

    [Fact]
    public void Collapsed_stacks_have_a_line_for_each_path_that_allocated() => File.ReadAllText(Saved("a.collapsed")).ShouldBeApproved();

    [Fact]
    public void A_profile_for_Firefox_has_tables_that_name_each_other_s_rows() => Readable(Saved("a.firefox.json")).ShouldBeApproved();

    [Fact]
    public void Json_has_every_site() => File.ReadAllText(Saved("a.json")).ShouldBeApproved();

    [Fact]
    public void All_forms_have_the_same_totals()
    {
        var json = JsonDocument.Parse(File.ReadAllText(Saved("a.json"))).RootElement;
        string[] figures = ["allocatedBytes", "allocatedObjects", "liveBytes", "liveObjects", "peakBytes", "peakObjects"];
        figures.Select(figure => json.GetProperty(figure).GetInt64())
            .ShouldBe([ShopSites.Allocated, ShopSites.AllocatedObjects, ShopSites.Live, ShopSites.LiveObjects, ShopSites.AtPeak, ShopSites.AtPeakObjects]);
        figures.Select(figure => json.GetProperty("sites").EnumerateArray().Sum(site => site.GetProperty(figure).GetInt64()))
            .ShouldBe(figures.Select(figure => json.GetProperty(figure).GetInt64()));

        (string, long)[] four = [("alloc_space", ShopSites.Allocated), ("alloc_objects", ShopSites.AllocatedObjects), ("inuse_space", ShopSites.Live), ("inuse_objects", ShopSites.LiveObjects)];
        var pprof = new PprofReader(Saved("a.pb.gz"));
        pprof.Totals().ShouldBe(four);
        (pprof.FirstText, pprof.DefaultSampleType).ShouldBe(("", "alloc_space"));

        var speedscope = JsonDocument.Parse(File.ReadAllText(Saved("a.speedscope.json"))).RootElement.GetProperty("profiles").EnumerateArray().ToArray();
        speedscope.Select(profile => (profile.GetProperty("name").GetString()!, profile.GetProperty("weights").EnumerateArray().Sum(weight => weight.GetInt64()))).ShouldBe(four);
        speedscope.Select(profile => profile.GetProperty("endValue").GetInt64()).ShouldBe(four.Select(figure => figure.Item2));

        File.ReadLines(Saved("a.collapsed")).Sum(line => long.Parse(line[line.LastIndexOf(' ')..], CultureInfo.InvariantCulture)).ShouldBe(ShopSites.Allocated);

        var page = PageJson.Of(Saved("a.html"));
        page.GetProperty("v").EnumerateArray().Select(column => column.EnumerateArray().Sum(own => own.GetInt64())).ShouldBe([ShopSites.Allocated, ShopSites.AtPeak, ShopSites.Live]);

        XNamespace svg = "http://www.w3.org/2000/svg";
        XDocument.Load(Saved("a.svg")).Root!.Elements(svg + "g").First().Element(svg + "title")!.Value.ShouldBe("all: 808.3 MiB, 100 %");
    }

    [Fact]
    public void Firefox_tells_from_allocations_and_what_became_of_them_what_is_retained()
    {
        var profile = JsonDocument.Parse(File.ReadAllText(Saved("a.profile.json"))).RootElement;
        var thread = profile.GetProperty("threads")[0];
        var rows = Rows(thread.GetProperty("nativeAllocations"), "time", "weight", "memoryAddress");

        Rows(thread.GetProperty("samples"), "time", "weight").Sum(row => row[1]).ShouldBe(ShopSites.Allocated);
        rows.Where(row => row[1] > 0).Sum(row => row[1]).ShouldBe(ShopSites.Allocated);
        // Those whose address is freed by then are gone, as the Profiler has it.
        Retained(31_250).ShouldBe(ShopSites.AtPeak);
        Retained(46_000).ShouldBe(ShopSites.Live);
        rows.Select(row => row[0]).ShouldBeInOrder();
        var memory = Rows(profile.GetProperty("counters")[0].GetProperty("samples"), "time", "count");
        memory.Select(row => (row[0], row[1])).ShouldBe([(0, 0), (31_250, ShopSites.AtPeak), (46_000, ShopSites.Live - ShopSites.AtPeak)]);

        double Retained(double at)
        {
            var until = rows.Where(row => row[0] <= at).ToArray();
            var freed = until.Where(row => row[1] < 0).Select(row => row[2]).ToHashSet();
            return until.Where(row => !freed.Contains(row[2])).Sum(row => row[1]);
        }
    }

    [Fact]
    public void Every_stack_of_a_Firefox_profile_leads_to_the_frames_of_its_path()
    {
        var shared = JsonDocument.Parse(File.ReadAllText(Saved("a.firefox.json"))).RootElement.GetProperty("shared");
        var texts = shared.GetProperty("stringArray").EnumerateArray().Select(text => text.GetString()!).ToArray();
        var stacks = Rows(shared.GetProperty("stackTable"), "frame", "prefixOffset");
        var frames = Rows(shared.GetProperty("frameTable"), "func");
        var functions = Rows(shared.GetProperty("funcTable"), "name");

        string Path(int stack)
        {
            var name = texts[(int)functions[(int)frames[(int)stacks[stack][0]][0]][0]];
            return stacks[stack][1] == 0 ? name : $"{Path(stack - (int)stacks[stack][1])}; {name}";
        }

        Enumerable.Range(0, stacks.Length).Select(Path).ShouldContain(
            "Shop.Program.Main(string[]); Shop.Import.OrderImporter.Import(string); System.Collections.Generic.Dictionary<int, Shop.Price>.Resize(); System.Collections.Generic.Dictionary<int, Shop.Price>.Entry[]");
    }

    [Fact]
    public void What_was_not_followed_is_left_out_and_not_written_as_none()
    {
        var sites = ShopSites.NotFollowed;
        foreach (var name in (string[])["a.pb.gz", "a.speedscope.json", "a.json", "a.html", "a.firefox.json"])
            sites.Save(_folder[name]);

        new PprofReader(_folder["a.pb.gz"]).Totals().ShouldBe([("alloc_space", 1_000), ("alloc_objects", 10)]);
        Json("a.speedscope.json").GetProperty("profiles").EnumerateArray().Select(profile => profile.GetProperty("name").GetString()).ShouldBe(["alloc_space", "alloc_objects"]);
        Json("a.json").GetProperty("liveBytes").ValueKind.ShouldBe(JsonValueKind.Null);
        Json("a.json").GetProperty("sites")[0].GetProperty("peakObjects").ValueKind.ShouldBe(JsonValueKind.Null);
        Json("a.firefox.json").GetProperty("counters").GetArrayLength().ShouldBe(0);
        PageJson.Of(_folder["a.html"]).GetProperty("metrics").EnumerateArray().Select(metric => metric.GetString()).ShouldBe(["Allocated"]);
        Should.Throw<ArgumentException>(() => sites.SaveFlame(_folder["b.html"], new FlameOptions { Measure = AllocationMeasure.Live })).Message
            .ShouldStartWith("A flame graph of what is alive needs snapshots that followed it: record with AllocationSitesOptions.FollowLive, or show AllocationMeasure.Allocated.");

        JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllText(_folder[name])).RootElement;
    }

    [Fact]
    public void A_path_of_no_form_is_refused_in_one_sentence()
    {
        Should.Throw<ArgumentException>(() => ShopSites.Run.Save(_folder["a.pprof"])).Message.ShouldStartWith(
            $"Allocation sites cannot be saved as \"{_folder["a.pprof"]}\": they are written to a path that ends in .pb.gz (for pprof), .speedscope.json (for speedscope), .collapsed (a line for each path), "
            + ".firefox.json (for the Firefox Profiler), .profile.json (the same), .json (every site), .html (a flame graph as a page) or .svg (one as an image).");
        Should.Throw<ArgumentException>(() => ShopSites.Run.SaveFlame(_folder["a.png"])).Message.ShouldStartWith(
            $"A flame graph cannot be drawn as \"{_folder["a.png"]}\": it is written to a path that ends in .html (a page) or .svg (an image).");
        Should.Throw<ArgumentException>(() => ShopSites.Run.Save(" "));
        Directory.GetFiles(_folder[""]).ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_that_is_a_file_is_told_with_what_helps()
    {
        File.WriteAllText(_folder["file"], "");

        Should.Throw<IOException>(() => ShopSites.Run.Save(_folder["file/a.collapsed"])).Message
            .ShouldStartWith($"The file of allocation sites cannot be written to \"{_folder["file/a.collapsed"]}\": ");
    }

    string Saved(string name)
    {
        ShopSites.Run.Save(_folder[name]);
        return _folder[name];
    }

    static string Readable(string path) => JsonNode.Parse(File.ReadAllText(path))!.ToJsonString(_readable).ReplaceLineEndings("\n");

    static double[][] Rows(JsonElement table, params string[] columns)
    {
        var values = columns.Select(column => table.GetProperty(column).EnumerateArray().Select(value => value.GetDouble()).ToArray()).ToArray();
        values.ShouldAllBe(column => column.Length == table.GetProperty("length").GetInt32());
        return [.. Enumerable.Range(0, values[0].Length).Select(row => values.Select(column => column[row]).ToArray())];
    }
}
