using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Methods;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Telemetry.Tests.Support;

/// <summary>An observer of all calls that is no part of telemetry.</summary>
sealed unsafe class SeenCalls : CallObserver
{
    /// <summary>Calls in the order they began.</summary>
    public List<string?> Entered { get; } = [];

    /// <summary>Calls in the order they ended, with their bytes.</summary>
    public List<(string? Method, double Bytes)> Left { get; } = [];

    public override void Begun(Frame* frame, bool isFirst, bool isOutermost) => Entered.Add(Name(frame->Method->Method));

    public override void Finished(int method, long bytes, bool isOutermost, in CallStart began) => Left.Add((Name(method), bytes));

    protected override WatchedCalls Wanted() => WatchedCalls.All;

    static string? Name(int method) => MethodDirectory.Find(method)?.Name;
}
