using MemoryProfiler.HeapTests.Support;

namespace MemoryProfiler.HeapTests.Dumps;

public sealed class GCDumpTests : IDisposable
{
    const int Many = 1_234;

    static readonly List<Stored> _kept = [];
    static readonly byte[][] _large = [new byte[2_000], new byte[20_000], new byte[3_000_000]];

    readonly TemporaryFolder _folder = new();

    public GCDumpTests()
    {
        while (_kept.Count < Many)
            _kept.Add(new Stored { Name = $"kept {_kept.Count}" });
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_saved_has_the_same_counts_in_dotnet_gcdump()
    {
        using var snapshot = HeapSnapshot.Capture();
        snapshot.Save(_folder["a.gcdump"]);

        var (bytes, objects, counts) = await GCDumpTool.Report(_folder["a.gcdump"]);

        counts.ShouldBe(snapshot.Types.GroupBy(Row).ToDictionary(group => group.Key, group => group.Sum(type => type.Count)), ignoreOrder: true);
        counts[$"{typeof(Stored).FullName!.Replace('+', '.')}  [MemoryProfiler.Heap.Tests.dll]"].ShouldBe(Many);
        bytes.ShouldBe(Enumerable.Range(0, snapshot.Graph.NodeCount).Sum(node => (long)snapshot.Graph.RawSize(node)));
        // What stands for roots are nodes there too: all, statics, others, and one for each name.
        var statics = System.Text.RegularExpressions.Regex.Count(File.ReadAllText(_folder["a.gcdump"]), @"\[static var ");
        (objects - snapshot.ObjectCount - statics).ShouldBeInRange(3, 9);

        static string Row(HeapType type) => type.Assembly is null ? type.Name : $"{type.Name}  [{type.Assembly}.dll]";
    }

    [Fact]
    public void What_is_saved_is_read_back_to_the_object_the_byte_and_the_reference()
    {
        using var snapshot = HeapSnapshot.Capture();
        snapshot.Save(_folder["a.gcdump"]);

        using var loaded = HeapSnapshot.Load(_folder["a.gcdump"]);

        loaded.Types.ShouldBe(TypesAsIn(snapshot));
        loaded.ObjectCount.ShouldBe(snapshot.ObjectCount);
        loaded.Bytes.ShouldBe(snapshot.Bytes);
        loaded.Graph.EdgeCount.ShouldBe(snapshot.Graph.EdgeCount);
        loaded.Graph.Roots.Count.ShouldBe(snapshot.Graph.Roots.Count);
        loaded.Graph.Statics.Count.ShouldBe(snapshot.Graph.Statics.Count);
        for (var node = 0; node < loaded.Graph.NodeCount; node++)
        {
            var same = snapshot.Graph.Find(loaded.Graph.Address(node));
            loaded.Graph.RawSize(node).ShouldBe(snapshot.Graph.RawSize(same));
            loaded.RetainedBytes(new HeapObject(loaded, node)).ShouldBe(snapshot.RetainedBytes(new HeapObject(snapshot, same)));
        }
    }

    [Fact]
    public void Paths_of_a_file_begin_with_the_static_field_that_was_known()
    {
        using var snapshot = HeapSnapshot.Capture();
        snapshot.Save(_folder["a.gcdump"]);
        using var loaded = HeapSnapshot.Load(_folder["a.gcdump"]);

        var path = loaded.PathsToRoot(found => found.TypeName.EndsWith("GCDumpTests.Stored", StringComparison.Ordinal)).ShouldHaveSingleItem();

        path.ToString().ShouldBe("MemoryProfiler.HeapTests.Dumps.GCDumpTests._kept (static) → List<Stored> → Stored[] → Stored");
        (path.Root, path.Count).ShouldBe((HeapRootKind.Static, Many));
    }

    [Fact]
    public async Task What_dotnet_gcdump_writes_is_read_with_the_counts_of_its_report()
    {
        await GCDumpTool.Collect(_folder["b.gcdump"]);
        var (bytes, _, counts) = await GCDumpTool.Report(_folder["b.gcdump"]);

        using var loaded = HeapSnapshot.Load(_folder["b.gcdump"]);

        loaded.Types.Sum(type => type.Count).ShouldBe(counts.Values.Sum());
        loaded.Types.Count.ShouldBe(counts.Count);
        Enumerable.Range(0, loaded.Graph.NodeCount).Sum(node => (long)loaded.Graph.RawSize(node)).ShouldBe(bytes);
        loaded.Types.Single(type => type.Name == "Stored").ShouldBe(new HeapType("Stored", "MemoryProfiler.Heap.Tests", Many, Many * 24L));
        loaded.Types.Single(type => type.Name == "System.Byte[]").Count.ShouldBe(counts["System.Byte[]  [System.Private.CoreLib.dll]"]);
        loaded.PathsToRoot(found => found.TypeName == "Stored").ShouldHaveSingleItem().ToString().ShouldBe("_kept (static) → List<GCDumpTests.Stored> → Stored[] → Stored");
    }

    [Fact]
    public void A_file_that_is_cut_anywhere_is_refused()
    {
        using (var snapshot = HeapSnapshot.Capture())
            snapshot.Save(_folder["a.gcdump"]);
        var whole = File.ReadAllBytes(_folder["a.gcdump"]);
        var random = new Random(1);

        foreach (var length in Enumerable.Range(0, 100).Concat(Enumerable.Range(0, 100).Select(_ => random.Next(whole.Length))).Append(whole.Length - 1))
        {
            File.WriteAllBytes(_folder["cut.gcdump"], whole[..length]);
            Should.Throw<InvalidDataException>(() => HeapSnapshot.Load(_folder["cut.gcdump"])).Message
                .ShouldMatch("cut\\.gcdump\" is no heap that can be read: (it is cut|its end is missing)\\. Expected a \\.gcdump, as HeapSnapshot\\.Save, dotnet-gcdump and PerfView write, or a \\.nettrace with one whole walk over a heap\\.$");
        }
    }

    [Fact]
    public void A_file_that_is_damaged_is_refused_or_read_and_never_a_fault_of_the_reader()
    {
        using (var snapshot = HeapSnapshot.Capture())
            snapshot.Save(_folder["a.gcdump"]);
        var whole = File.ReadAllBytes(_folder["a.gcdump"]);
        var random = new Random(2);
        var refused = 0;
        for (var i = 0; i < 150; i++)
        {
            var damaged = whole.ToArray();
            // The head, and anywhere.
            var place = i < 75 ? random.Next(120) : random.Next(whole.Length - 8);
            damaged[place] ^= (byte)random.Next(1, 256);
            File.WriteAllBytes(_folder["damaged.gcdump"], damaged);
            try
            {
                HeapSnapshot.Load(_folder["damaged.gcdump"]).Dispose();
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        refused.ShouldBeGreaterThan(50);
    }

    [Theory]
    [InlineData("", "it is cut")]
    [InlineData("Some text that is no dump of anything", "its end is missing")]
    [InlineData("Nettrace and then nothing of it", "it does not begin as nettrace does")]
    public void A_file_of_another_kind_is_one_sentence(string content, string reason)
    {
        File.WriteAllText(_folder["x.gcdump"], content);

        Should.Throw<InvalidDataException>(() => HeapSnapshot.Load(_folder["x.gcdump"])).Message
            .ShouldBe($"\"{_folder["x.gcdump"]}\" is no heap that can be read: {reason}. Expected a .gcdump, as HeapSnapshot.Save, dotnet-gcdump and PerfView write, or a .nettrace with one whole walk over a heap.");
    }

    [Fact]
    public void A_walk_in_a_nettrace_file_is_read()
    {
        var raw = RawWalk.Take();
        File.WriteAllBytes(_folder["a.nettrace"], raw);
        File.WriteAllBytes(_folder["cut.nettrace"], raw[..(raw.Length / 2)]);

        using var loaded = HeapSnapshot.Load(_folder["a.nettrace"]);

        loaded.Types.Single(type => type.Name == "Stored").Count.ShouldBe(Many);
        Should.Throw<InvalidDataException>(() => HeapSnapshot.Load(_folder["cut.nettrace"])).Message.ShouldContain(" is no heap that can be read: it is cut. ");
    }

    [Fact]
    public void A_path_that_is_no_file_or_of_no_form_is_refused()
    {
        using var snapshot = HeapSnapshot.Capture();

        Should.Throw<IOException>(() => HeapSnapshot.Load(_folder["none.gcdump"])).Message.ShouldStartWith($"The heap \"{_folder["none.gcdump"]}\" cannot be read: Could not find file ");
        Should.Throw<ArgumentException>(() => snapshot.Save("a.xml")).Message
            .ShouldStartWith("A heap cannot be saved as \"a.xml\": it is written to a path that ends in .gcdump (every object, for PerfView, Visual Studio and dotnet-gcdump)");
    }

    // Files know types by their names alone, and one that is there twice, as in two load contexts, once.
    static HeapType[] TypesAsIn(HeapSnapshot snapshot) =>
    [
        .. snapshot.Types.GroupBy(type => (type.Name, type.Assembly))
            .Select(group => new HeapType(group.Key.Name, group.Key.Assembly, group.Sum(type => type.Count), group.Sum(type => type.Bytes)))
            .OrderByDescending(type => type.Bytes).ThenByDescending(type => type.Count).ThenBy(type => type.Name, StringComparer.Ordinal),
    ];

    sealed class Stored
    {
        public string Name = "";
    }
}
