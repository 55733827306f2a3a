using System.Text.Json;
using System.Text.RegularExpressions;
using MemoryProfiler.HeapTests.Support;

namespace MemoryProfiler.HeapTests.Exports;

public sealed class HeapPageTests : IDisposable
{
    const int Many = 2_000;

    static Kept[]? _kept;

    readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _kept = null;
        _folder.Dispose();
    }

    [Fact]
    public void The_page_has_every_type_with_what_would_be_free_without_it()
    {
        _kept = [.. Enumerable.Range(0, Many).Select(_ => new Kept())];
        using var snapshot = HeapSnapshot.Capture();
        var page = Page(snapshot);

        var types = page.GetProperty("types").EnumerateArray().ToArray();
        types.Length.ShouldBe(snapshot.Types.Count);
        types.Sum(type => type[1].GetInt64()).ShouldBe(snapshot.ObjectCount);
        types.Sum(type => type[2].GetInt64()).ShouldBe(snapshot.Bytes);
        foreach (var type in new[] { typeof(Kept), typeof(Kept[]), typeof(string), typeof(byte[]), typeof(HeapPageTests) })
            types.Single(row => row[6].GetString() == MemoryProfiler.Naming.TypeNames.Full(type) && row[1].GetInt64() == snapshot.Objects(type).Count())[3].GetInt64().ShouldBe(snapshot.RetainedBytes(type));
        page.GetProperty("map").GetProperty("v").GetInt64().ShouldBe(BytesFromRoots(snapshot));
    }

    // What nothing holds but the runtime is on no map.
    static long BytesFromRoots(HeapSnapshot snapshot)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>(snapshot.Graph.Roots.Select(root => root.Node));
        long bytes = 0;
        while (open.TryPop(out var node))
        {
            if (!seen.Add(node))
                continue;
            bytes += snapshot.Graph.Size(node);
            foreach (var target in snapshot.Graph.Targets(node))
                open.Push(target);
        }
        return bytes;
    }

    [Fact]
    public void A_type_s_path_says_which_reference_frees_it()
    {
        _kept = [.. Enumerable.Range(0, Many).Select(_ => new Kept())];
        using var snapshot = HeapSnapshot.Capture();
        var page = Page(snapshot);
        var types = page.GetProperty("types").EnumerateArray().ToList();
        var row = types.FindIndex(type => type[0].GetString() == "HeapPageTests.Kept");

        var way = page.GetProperty("paths").GetProperty(row.ToString(System.Globalization.CultureInfo.InvariantCulture)).EnumerateArray().Single();

        way.GetProperty("n").GetInt64().ShouldBe(Many);
        way.GetProperty("say").GetString().ShouldBe("2,000 of 2,000 are held like this. Without the reference MemoryProfiler.HeapTests.Exports.HeapPageTests._kept (static)[] 62.5 KiB would be free, all of them included.");
        way.GetProperty("frees").GetInt64().ShouldBe(24 + 8 * Many + 24 * Many);
        way.GetProperty("s").EnumerateArray().Select(step => (step[0].GetString(), step[1].GetString())).ShouldBe(
        [
            ("MemoryProfiler.HeapTests.Exports.HeapPageTests._kept (static)[]", "root: a static field"),
            ("HeapPageTests.Kept", "2,000 of 2,000"),
        ]);
    }

    [Fact]
    public void A_page_that_compares_has_what_was_before()
    {
        using var before = HeapSnapshot.Capture();
        _kept = [.. Enumerable.Range(0, Many).Select(_ => new Kept())];
        using var after = HeapSnapshot.Capture();
        after.Save(_folder["a.html"], before);

        var page = PageJson.Of(_folder["a.html"]);

        page.GetProperty("compared").GetBoolean().ShouldBeTrue();
        var kept = page.GetProperty("types").EnumerateArray().Single(type => type[0].GetString() == "HeapPageTests.Kept");
        (kept[4].GetInt64(), kept[5].GetInt64()).ShouldBe((Many, Many * 24));
        page.GetProperty("types")[page.GetProperty("selected").GetInt32()][0].GetString().ShouldBe("HeapPageTests.Kept");
    }

    [Fact]
    public void The_page_loads_nothing_and_lets_no_name_become_markup()
    {
        using var snapshot = HeapSnapshot.Capture();
        snapshot.Save(_folder["a.html"]);

        var page = File.ReadAllText(_folder["a.html"]);

        page.ShouldContain("default-src 'none'");
        page.ShouldNotMatch("""(src|href)="?(https?:|//)""");
        Regex.Count(page, "<script").ShouldBe(2);
        Regex.Count(page, "</script>").ShouldBe(2);
        new FileInfo(_folder["a.html"]).Length.ShouldBeLessThan(1 << 20);
    }

    JsonElement Page(HeapSnapshot snapshot)
    {
        snapshot.Save(_folder["a.html"]);
        return PageJson.Of(_folder["a.html"]);
    }

    sealed class Kept;
}
