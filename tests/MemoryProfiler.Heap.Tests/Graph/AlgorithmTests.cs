using MemoryProfiler.Graph;
using MemoryProfiler.HeapTests.Support;

namespace MemoryProfiler.HeapTests.Graph;

public sealed class AlgorithmTests
{
    const int Graphs = 1000;

    [Fact]
    public void Paths_are_as_short_as_the_plainest_search_finds_them()
    {
        ForEachGraph((graph, naive, roots) =>
        {
            using var paths = new RootPaths(graph, [roots.Select((node, number) => (node, number))]);
            var distances = naive.Distances();
            for (var node = 0; node < graph.NodeCount; node++)
            {
                paths.IsReached(node).ShouldBe(distances.ContainsKey(node));
                if (!paths.IsReached(node))
                    continue;
                var path = paths.To(node);
                path.Count.ShouldBe(distances[node] + 1);
                roots[paths.Root(path[0])].ShouldBe(path[0]);
                path.Zip(path.Skip(1)).Count(step => graph.Targets(step.First).Contains(step.Second)).ShouldBe(path.Count - 1);
            }
        });
    }

    [Fact]
    public void Dominators_and_retained_sizes_are_what_taking_each_object_away_shows()
    {
        ForEachGraph((graph, naive, _) =>
        {
            using var dominators = new Dominators(graph);
            var reached = naive.Distances();
            for (var node = 0; node < graph.NodeCount; node++)
            {
                dominators.Retained(node).ShouldBe(naive.HeldBy(node).Count * 24);
                dominators.Of(node).ShouldBe(reached.ContainsKey(node) ? naive.Dominator(node) : -1);
            }
        });
    }

    [Fact]
    public void Circles_are_the_objects_that_reach_each_other()
    {
        ForEachGraph((graph, naive, _) =>
        {
            var groups = Components.Cyclic(graph);
            for (var node = 0; node < graph.NodeCount; node++)
                (groups.SingleOrDefault(group => group.Contains(node)) ?? []).Order().ShouldBe(naive.CircleWith(node));
        });
    }

    [Fact]
    public void A_root_of_a_later_rank_is_named_only_for_what_no_earlier_one_reaches()
    {
        using var graph = SmallGraph.Of([[1], [2], [], [2, 4], []], 0, 3);
        using var paths = new RootPaths(graph, [[(0, 7)], [(3, 8), (2, 9)]]);

        paths.To(2).ShouldBe([0, 1, 2]);
        paths.Root(0).ShouldBe(7);
        paths.To(4).ShouldBe([3, 4]);
        paths.Root(3).ShouldBe(8);
    }

    [Fact]
    public void A_list_of_a_million_objects_ends_no_stack()
    {
        const int Count = 1_000_000;
        using var graph = SmallGraph.Of([.. Enumerable.Range(0, Count).Select(node => new[] { (node + 1) % Count })], 0);
        using var dominators = new Dominators(graph);

        dominators.Retained(0).ShouldBe(Count * 24L);
        dominators.Retained(Count - 1).ShouldBe(24);
        Components.Cyclic(graph).ShouldHaveSingleItem().Length.ShouldBe(Count);
    }

    static void ForEachGraph(Action<HeapGraph, NaiveGraph, int[]> check)
    {
        for (var seed = 0; seed < Graphs; seed++)
        {
            var (targets, roots) = SmallGraph.Random(seed);
            using var graph = SmallGraph.Of(targets, roots);
            check(graph, new NaiveGraph(targets, roots), roots);
        }
    }
}
