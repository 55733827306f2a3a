using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemoryProfiler.Graph;
using MemoryProfiler.HeapTests.Support;
using MemoryProfiler.Snapshots;

namespace MemoryProfiler.HeapTests.Snapshots;

public sealed class ReferenceToCutTests
{
    const int Many = 100;

    static readonly List<InList> _list = [];
    static readonly Holder _holder = new();
    static readonly Holder _other = new();
    static readonly List<GCHandle> _handles = [];

    [Fact]
    public void Without_the_reference_everything_that_is_held_so_would_be_free_on_a_thousand_random_graphs()
    {
        var found = 0;
        for (var seed = 0; seed < 1_000; seed++)
        {
            var (targets, roots) = SmallGraph.Random(seed);
            using var graph = SmallGraph.Of(targets, roots);
            using var parts = SnapshotParts.Foreign(graph);
            using var search = new PathSearch(graph, parts.Types, parts.Layouts, null, isOwnProcess: false);
            var random = new Random(seed);
            var paths = search.Of([.. Enumerable.Range(0, targets.Length).Where(_ => random.Next(3) == 0)]).Where(path => path.Trace is not null).ToArray();

            using var cutSearch = new CutSearch(graph, parts.Types);
            var cuts = cutSearch.Of(paths);

            foreach (var (path, (cut, place)) in paths.Zip(cuts))
            {
                var trace = path.Trace.ShouldNotBeNull();
                var freeing = Enumerable.Range(0, trace.Nodes.Count).Where(place => Frees(targets, roots, trace.Nodes, place, trace.Objects)).ToArray();
                var freeingOne = Enumerable.Range(0, trace.Nodes.Count).Where(place => Frees(targets, roots, trace.Nodes, place, [trace.Nodes[^1]])).ToArray();
                (cut is not null).ShouldBe(freeingOne.Length > 0, $"seed {seed}");
                if (cut is null)
                    continue;
                (cut.Objects == path.Count).ShouldBe(freeing.Length > 0, $"seed {seed}");
                (freeing.Length > 0 ? freeing : freeingOne).ShouldContain(place, $"seed {seed}");
                cut.FreedBytes.ShouldBe(24 * new NaiveGraph(targets, roots).HeldBy(trace.Nodes[place]).Count);
                found++;
            }
        }
        found.ShouldBe(604);
    }

    [Fact]
    public void A_list_s_field_is_told_and_not_what_is_inside_of_it()
    {
        for (var i = 0; i < Many; i++)
            _list.Add(new InList());
        using var snapshot = HeapSnapshot.Capture();

        var path = snapshot.PathsToRoot<InList>().ShouldHaveSingleItem();

        snapshot.ReferenceToCut(path).ShouldBe(new HeapCut(0, $"{Class}._list (static)", Many, 32 + (24 + 8 * _list.Capacity) + Many * 24));
        _list.Clear();
    }

    [Fact]
    public void A_field_of_the_program_s_own_is_told_before_the_root()
    {
        Fill();
        using var snapshot = HeapSnapshot.Capture();

        var path = snapshot.PathsToRoot<InHolder>().ShouldHaveSingleItem();

        path.ToString().ShouldBe($"{Class}._holder (static) → ReferenceToCutTests.Holder.Kept[] → ReferenceToCutTests.InHolder");
        snapshot.ReferenceToCut(path).ShouldBe(new HeapCut(1, "ReferenceToCutTests.Holder.Kept[]", Many, 24 + 8 * Many + Many * 24));
        _holder.Kept = null;
    }

    [Fact]
    public void What_two_hold_has_no_reference_to_cut()
    {
        Share();
        using var snapshot = HeapSnapshot.Capture();

        snapshot.ReferenceToCut(snapshot.PathsToRoot<Shared>().ShouldHaveSingleItem()).ShouldBeNull();
        (_holder.One, _other.One) = (null, null);
    }

    [Fact]
    public void What_is_held_by_each_one_s_own_reference_has_the_one_that_is_shown()
    {
        FillApart();
        HeapPath path;
        HeapCut? cut;
        do
        {
            using var snapshot = HeapSnapshot.Capture();
            path = snapshot.PathsToRoot<Shared>().ShouldHaveSingleItem();
            cut = snapshot.ReferenceToCut(path);
        }
        // Another collection has moved the holder before its fields were read: that is said, and the next snapshot knows more.
        while (cut!.Reference.EndsWith("(field not known)", StringComparison.Ordinal));

        path.Count.ShouldBe(2);
        cut.ShouldBe(new HeapCut(1, "ReferenceToCutTests.Holder.One", 1, 24));
        foreach (var handle in _handles)
            handle.Free();
    }

    [Fact]
    public void A_path_of_another_snapshot_is_refused()
    {
        Fill();
        using var one = HeapSnapshot.Capture();
        using var other = HeapSnapshot.Capture();

        Should.Throw<ArgumentException>(() => other.ReferenceToCut(one.PathsToRoot<Holder>()[0])).Message.ShouldStartWith("The path is another snapshot's.");
    }

    static string Class => "MemoryProfiler.HeapTests.Snapshots.ReferenceToCutTests";

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Fill() => _holder.Kept = [.. Enumerable.Range(0, Many).Select(_ => new InHolder())];

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void FillApart()
    {
        for (var i = 0; i < 2; i++)
            _handles.Add(GCHandle.Alloc(new Holder { One = new Shared() }));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Share() => _holder.One = _other.One = new Shared();

    // Whether the path's objects are free without the reference that leads to one of its places.
    static bool Frees(int[][] targets, int[] roots, IReadOnlyList<int> nodes, int place, IReadOnlyList<int> objects)
    {
        var node = nodes[place];
        var without = targets.Select(row => row.ToList()).ToArray();
        var rootsWithout = roots.ToList();
        if (place == 0)
            rootsWithout.Remove(node);
        else
            without[nodes[place - 1]].Remove(node);
        var left = new NaiveGraph([.. without.Select(row => row.ToArray())], [.. rootsWithout]).Distances();
        return objects.All(found => !left.ContainsKey(found));
    }

    sealed class InList;

    sealed class InHolder;

    sealed class Shared;

    sealed class Holder
    {
        public InHolder[]? Kept;
        public Shared? One;
    }
}
