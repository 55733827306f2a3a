using System.Diagnostics.Metrics;

namespace MemoryProfiler.Telemetry.Tests.Programs;

/// <summary>
/// What each kind of call allocates beside its array: an iterator, a state machine, an exception. Measured while nobody
/// listens, as it depends on the compiler and the runtime.
/// </summary>
sealed class Overheads
{
    // One for each of the threads, and those that are measured.
    const int Calls = 3;

    readonly Dictionary<NodeKind, long> _own = [];
    readonly Dictionary<NodeKind, long> _withinLimit = [];
    readonly Dictionary<NodeKind, long> _ofCaller = [];

    public Overheads(HopThreads threads)
    {
        // From the first of them on the runtime counts the exceptions of the process, at 24 B for each.
        using (var listener = new MeterListener())
            listener.Start();
        // The first exception of a thread costs more than the others.
        foreach (var kind in Enum.GetValues<NodeKind>())
            Quiet(new Node(NodeKind.Hop, 0, [NewNode(kind)]), threads);
        foreach (var kind in Enum.GetValues<NodeKind>())
        {
            var node = NewNode(kind);
            _own[kind] = Allocated(Quiet(node, threads), kind) - Node.ArrayBytes(node.Length) - node.ThrowBytes;
            _withinLimit[kind] = Allocated(Quiet(node = new Node(kind, 0, []), threads), kind) - Node.ArrayBytes(0) - node.ThrowBytes;
        }
        foreach (var kind in Enum.GetValues<NodeKind>())
        {
            var node = NewNode(kind);
            var caller = !Hops(kind) ? (kind == NodeKind.Plain ? NodeKind.Other : NodeKind.Plain) : kind == NodeKind.Hop ? NodeKind.LimitedHop : NodeKind.Hop;
            var report = Quiet(new Node(caller, 0, [node]), threads);
            _ofCaller[kind] = Allocated(report, caller) - _own[caller] - Node.ArrayBytes(0) - Allocated(report, kind);
        }
    }

    /// <summary>In the call itself.</summary>
    public long Own(NodeKind kind) => _own[kind];

    /// <summary>In the call itself when its limit is looked at: before its task fails, if it is to fail.</summary>
    public long WithinLimit(NodeKind kind) => _withinLimit[kind];

    /// <summary>In the call that makes it.</summary>
    public long OfCaller(NodeKind kind) => _ofCaller[kind];

    public static bool Hops(NodeKind kind) => kind is NodeKind.Hop or NodeKind.LimitedHop or NodeKind.LimitedHopBelow;

    public static bool Exceeds(NodeKind kind) => kind.ToString().EndsWith("Below", StringComparison.Ordinal);

    public static bool IsLimited(NodeKind kind) => kind.ToString().StartsWith("Limited", StringComparison.Ordinal);

    /// <summary>The report's name of what a node calls.</summary>
    public static string NameOf(NodeKind kind) => kind == NodeKind.Scope ? "a block of a program" : $"Actors.{kind}(Node node)";

    static Node NewNode(NodeKind kind) => new(kind, Exceeds(kind) ? 2 * Actors.Limit : 0, []);

    static long Allocated(ProfileReport report, NodeKind kind) => report.Methods.Single(method => method.Name == NameOf(kind)).AllocatedBytes;

    static ProfileReport Quiet(Node program, HopThreads threads)
    {
        // The first calls prepare the code, which is no part of the figures.
        for (var call = 0; call < Calls; call++)
        {
            MemoryReport.Reset();
            _ = Actors.Start(program);
            threads.Drain();
        }
        return MemoryReport.Capture();
    }
}
