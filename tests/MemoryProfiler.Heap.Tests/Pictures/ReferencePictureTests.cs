using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MemoryProfiler.HeapTests.Pictures;

public sealed class ReferencePictureTests : IDisposable
{
    static readonly Cart _cart = new();
    static Item[]? _many;

    readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        (_cart.Coupon, _many) = (null, null);
        _folder.Dispose();
    }

    [Fact]
    public void Who_holds_an_object_is_drawn_up_to_the_static_field()
    {
        Fill();
        using var snapshot = HeapSnapshot.Capture();
        snapshot.SaveGraph(_folder["a.dot"], snapshot.Objects(typeof(Item)).First(), new HeapPictureOptions { Depth = 3 });

        Lines(_folder["a.dot"]).ShouldBe(
        [
            "digraph heap {",
            "label=\"What refers to ReferencePictureTests.Item\";",
            "rankdir=LR;",
            "node [shape=box, fontname=\"monospace\", fontsize=10];",
            "edge [fontname=\"monospace\", fontsize=9];",
            "b0 [label=\"ReferencePictureTests.Item\\n24 B\", penwidth=2];",
            "b1 [label=\"ReferencePictureTests.Coupon\\n32 B, retains 56 B\"];",
            "b2 [label=\"ReferencePictureTests.Cart\\n24 B, retains 80 B\"];",
            "b3 [label=\"MemoryProfiler.HeapTests.Pictures.ReferencePictureTests._cart (static)\\nroot\", style=rounded];",
            "b1 -> b0 [label=\".For\"];",
            "b2 -> b1 [label=\".Coupon\"];",
            "b3 -> b2;",
            "}",
        ]);
    }

    [Fact]
    public void What_an_object_holds_is_drawn_with_the_largest_first_and_the_rest_counted()
    {
        FillMany(10_000);
        using var snapshot = HeapSnapshot.Capture();
        snapshot.SaveGraph(_folder["a.dot"], snapshot.Objects(typeof(Item[])).Single(found => found.Bytes > 80_000), new HeapPictureOptions { References = HeapReferences.From, FanOut = 3 });

        var dot = File.ReadAllText(_folder["a.dot"]);

        dot.ShouldContain("b0 [label=\"ReferencePictureTests.Item[]\\n78.1 KiB, retains 312.5 KiB\", penwidth=2];");
        dot.ShouldContain("[label=\"9,997 more\", style=dashed];");
        Regex.Count(dot, "ReferencePictureTests.Item\\\\n24 B\"").ShouldBe(3);
        Regex.Count(dot, @"b0 -> b\d+ \[label=""\[\d+\]""\];").ShouldBe(3);
    }

    [Theory]
    [InlineData(8, 150)]
    [InlineData(10_000, 1_000)]
    public void A_neighbourhood_of_ten_thousand_is_a_small_image(int fanOut, int most)
    {
        FillMany(10_000);
        using var snapshot = HeapSnapshot.Capture();
        var target = snapshot.Objects(typeof(Item[])).Single(found => found.Bytes > 80_000);
        var options = new HeapPictureOptions { References = HeapReferences.From, FanOut = fanOut, MaxObjects = most };
        snapshot.SaveGraph(_folder["a.svg"], target, options);
        snapshot.SaveGraph(_folder["a.html"], target, options);

        var image = XDocument.Load(_folder["a.svg"]);

        new FileInfo(_folder["a.svg"]).Length.ShouldBeLessThan(1 << 20);
        new FileInfo(_folder["a.html"]).Length.ShouldBeLessThan(1 << 20);
        XNamespace svg = "http://www.w3.org/2000/svg";
        // The array and those that are shown, and what is not.
        image.Descendants(svg + "g").Count().ShouldBe(Math.Min(fanOut + 1, most) + 1);
        image.Root!.Element(svg + "title")!.Value.ShouldBe("What ReferencePictureTests.Item[] refers to");
        var page = File.ReadAllText(_folder["a.html"]);
        page.ShouldContain("default-src 'none'");
        page.ShouldNotMatch("""(src|href)="?(https?:|//)""");
    }

    [Fact]
    public void Objects_that_refer_to_each_other_are_drawn_once()
    {
        FillCircle();
        using var snapshot = HeapSnapshot.Capture();
        snapshot.SaveGraph(_folder["a.dot"], snapshot.Objects(typeof(Ring)).First(), new HeapPictureOptions { References = HeapReferences.From });

        var dot = File.ReadAllText(_folder["a.dot"]);

        Regex.Count(dot, @"ReferencePictureTests\.Ring\\n").ShouldBe(3);
        Regex.Count(dot, @"b\d -> b\d \[label=""\.Next""\];").ShouldBe(3);
        dot.ShouldContain("b2 -> b0 [label=\".Next\"];");
    }

    [Fact]
    public void What_holds_the_memory_is_a_map()
    {
        FillMany(100_000);
        using var snapshot = HeapSnapshot.Capture();
        snapshot.SaveTreemap(_folder["a.svg"]);
        snapshot.SaveTreemap(_folder["a.html"]);

        XNamespace svg = "http://www.w3.org/2000/svg";
        var boxes = XDocument.Load(_folder["a.svg"]).Descendants(svg + "g").Select(box => (Title: box.Element(svg + "title")!.Value, Area: (double)box.Element(svg + "rect")!.Attribute("width")! * (double)box.Element(svg + "rect")!.Attribute("height")!)).ToArray();

        boxes.ShouldContain(box => box.Title == "MemoryProfiler.HeapTests.Pictures.ReferencePictureTests._many (static), 1 object, 3.1 MiB");
        boxes.ShouldContain(box => box.Title == "ReferencePictureTests.Item, 100,000 objects, 2.3 MiB");
        var many = boxes.Single(box => box.Title.Contains("._many (static)", StringComparison.Ordinal));
        (many.Area / (1200 * 720)).ShouldBe((24.0 + 8 * 100_000 + 24 * 100_000) / HeldBytes(snapshot), 0.001);
        File.ReadAllText(_folder["a.html"]).ShouldContain("<title>What holds the memory: ");
    }

    [Fact]
    public void A_path_of_no_form_and_impossible_limits_are_refused()
    {
        // The cart is made when it is first asked for, which has to be before the snapshot.
        Fill();
        using var snapshot = HeapSnapshot.Capture();

        Should.Throw<ArgumentException>(() => snapshot.SaveGraph("a.png", _cart)).Message
            .ShouldStartWith("A picture cannot be drawn as \"a.png\": it is written to a path that ends in .svg (an image), .dot (for Graphviz) or .html (a page).");
        Should.Throw<ArgumentException>(() => snapshot.SaveTreemap("a.dot")).Message
            .ShouldStartWith("A picture cannot be drawn as \"a.dot\": it is written to a path that ends in .svg (an image) or .html (a page).");
        Should.Throw<ArgumentOutOfRangeException>(() => snapshot.SaveGraph("a.svg", _cart, new HeapPictureOptions { Depth = 0 }));
        Should.Throw<ArgumentOutOfRangeException>(() => snapshot.SaveGraph("a.svg", _cart, new HeapPictureOptions { MaxObjects = 1_001 }));
    }

    // Objects that no root reaches, as literals, are in no box.
    static double HeldBytes(HeapSnapshot snapshot) => snapshot.Objects().Where(found => snapshot.RetainedBytes(found) > 0).Sum(found => found.Bytes);

    static string[] Lines(string path) => [.. File.ReadAllLines(path).Select(line => line.Trim())];

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Fill() => _cart.Coupon = new Coupon { For = new Item() };

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void FillMany(int count) => _many = [.. Enumerable.Range(0, count).Select(_ => new Item())];

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void FillCircle()
    {
        var (one, two, three) = (new Ring(), new Ring(), new Ring());
        (one.Next, two.Next, three.Next) = (two, three, one);
        _cart.Coupon = new Coupon { Ring = one };
    }

    sealed class Cart
    {
        public Coupon? Coupon;
    }

    sealed class Coupon
    {
        public Item? For;
        public Ring? Ring;
    }

    sealed class Ring
    {
        public Ring? Next;
    }

    sealed class Item;
}
