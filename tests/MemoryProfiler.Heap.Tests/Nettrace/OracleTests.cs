using MemoryProfiler.Graph;
using MemoryProfiler.HeapTests.Support;
using MemoryProfiler.Nettrace;
using Microsoft.Diagnostics.Tracing;

namespace MemoryProfiler.HeapTests.Nettrace;

public sealed class OracleTests
{
    static readonly byte[] _raw = RawWalk.Take();

    [Fact]
    public void Objects_references_and_roots_of_a_session_are_those_that_TraceEvent_reads()
    {
        using var walk = new HeapWalk(long.MaxValue, new HashSet<ulong>());
        new NettraceReader(new MemoryStream(_raw), walk).Read();
        var expected = ByTraceEvent();

        walk.Fault.ShouldBeNull();
        var nodes = Enumerable.Range(0, (int)walk.Sizes.Count).Select(i => (walk.Addresses[i], (ulong)walk.Sizes[i], walk.Types[walk.TypeIndexes[i]].Id)).ToArray();
        nodes.ShouldBe(expected.Nodes);
        Enumerable.Range(0, (int)walk.References.Count).Select(i => walk.References[i]).ShouldBe(expected.Edges);
        Enumerable.Range(0, (int)walk.Roots.Count).Select(i => walk.Roots[i].Address).ShouldBe(expected.Roots);
        walk.Statics.Select(root => (root.Slot, root.Field)).ShouldBe(expected.Statics);
        walk.Types.Where(type => type.EventName is not null).ToDictionary(type => type.Id, type => type.EventName!).ShouldBe(expected.Types, ignoreOrder: true);
        walk.ExpectedReferences.ShouldBe((ulong)expected.Edges.Count);
    }

    [Fact]
    public void Every_reference_leads_to_an_object()
    {
        using var walk = new HeapWalk(long.MaxValue, new HashSet<ulong>());
        new NettraceReader(new MemoryStream(_raw), walk).Read();
        using var graph = GraphBuilder.Build(walk);

        for (var node = 0; node < graph.NodeCount; node++)
        {
            foreach (var target in graph.Targets(node))
                target.ShouldBeInRange(0, graph.NodeCount - 1);
        }
    }

    [Fact]
    public void A_stream_that_is_cut_anywhere_is_refused()
    {
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var length = i < 100 ? i : random.Next(_raw.Length - 1);
            using var walk = new HeapWalk(long.MaxValue, new HashSet<ulong>());
            Should.Throw<NettraceException>(() => new NettraceReader(new MemoryStream(_raw, 0, length), walk).Read());
        }
    }

    [Fact]
    public void A_stream_with_a_byte_changed_is_read_or_refused_and_nothing_else()
    {
        var random = new Random(2);
        for (var i = 0; i < 300; i++)
        {
            var bytes = (byte[])_raw.Clone();
            bytes[random.Next(i < 150 ? 5000 : bytes.Length)] ^= (byte)random.Next(1, 256);
            using var walk = new HeapWalk(1 << 28, new HashSet<ulong>());
            try
            {
                new NettraceReader(new MemoryStream(bytes), walk).Read();
            }
            catch (Exception fault) when (fault is NettraceException or MemoryBudgetException)
            {
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"not\": \"nettrace\"}")]
    [InlineData("Nettrace")]
    public void What_is_no_nettrace_is_refused(string text)
    {
        using var walk = new HeapWalk(long.MaxValue, new HashSet<ulong>());
        Should.Throw<NettraceException>(() => new NettraceReader(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(text)), walk).Read());
    }

    static Expected ByTraceEvent()
    {
        var expected = new Expected([], [], [], [], []);
        using var source = new EventPipeEventSource(new MemoryStream(_raw));
        source.Clr.GCBulkNode += data =>
        {
            for (var i = 0; i < data.Count; i++)
            {
                var value = data.Values(i);
                expected.Nodes.Add((value.Address, (ulong)value.Size, value.TypeID));
            }
        };
        source.Clr.GCBulkEdge += data =>
        {
            for (var i = 0; i < data.Count; i++)
                expected.Edges.Add(data.Values(i).Target);
        };
        source.Clr.GCBulkRootEdge += data =>
        {
            for (var i = 0; i < data.Count; i++)
            {
                var value = data.Values(i);
                if ((value.GCRootFlag & Microsoft.Diagnostics.Tracing.Parsers.Clr.GCRootFlags.WeakRef) == 0)
                    expected.Roots.Add(value.RootedNodeAddress);
            }
        };
        source.Clr.GCBulkRootStaticVar += data =>
        {
            for (var i = 0; i < data.Count; i++)
            {
                var value = data.Values(i);
                expected.Statics.Add((value.GCRootID, value.FieldName));
            }
        };
        source.Clr.TypeBulkType += data =>
        {
            for (var i = 0; i < data.Count; i++)
                expected.Types[data.Values(i).TypeID] = data.Values(i).TypeName;
        };
        source.Process();
        return expected;
    }

    sealed record Expected(
        List<(ulong Address, ulong Size, ulong Type)> Nodes,
        List<ulong> Edges,
        List<ulong> Roots,
        List<(ulong Slot, string Field)> Statics,
        Dictionary<ulong, string> Types);
}
