using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MemoryProfiler.OwnCost;

/// <summary>What the JIT says of the calls that it inlines and of those that it does not, in a method with probes and in its twin.</summary>
sealed class Inlining : EventListener
{
    const EventKeywords JitTracing = (EventKeywords)0x1000;
    const int MethodName = 1;
    const int CalleeName = 7;
    const int FailReason = 10;

    static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    readonly ConcurrentQueue<(string Method, string Callee, string? Reason)> _told = new();
    readonly ManualResetEventSlim _isDone = new();

    public static void Print()
    {
        using var listener = new Inlining();
        Compile(typeof(LongLines), nameof(LongLines.Plain));
        Compile(typeof(LongLines), nameof(LongLines.Woven));
        Compile(typeof(Inlining), nameof(Fence));
        if (!listener._isDone.Wait(_patience))
            Console.Error.WriteLine("The runtime tells of no inlining.");
        foreach (var method in new[] { nameof(LongLines.Plain), nameof(LongLines.Woven) })
        {
            var told = listener._told.Where(call => call.Method == method && call.Callee is ".ctor" or "Area").ToList();
            var reasons = told.Select(call => call.Reason).OfType<string>().ToList();
            Console.WriteLine($"{method}: {told.Count - reasons.Count} inlined, {reasons.Count} not{string.Concat(reasons.Distinct().Order().Select(reason => $", {reason}"))}");
        }
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            EnableEvents(eventSource, EventLevel.Verbose, JitTracing);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName is not { } name || !name.StartsWith("MethodJitInlining", StringComparison.Ordinal) || eventData.Payload is not { } payload)
            return;
        var method = (string)payload[MethodName]!;
        var isFailed = name.StartsWith("MethodJitInliningFailed", StringComparison.Ordinal);
        if (method is nameof(LongLines.Plain) or nameof(LongLines.Woven))
            _told.Enqueue((method, (string)payload[CalleeName]!, isFailed ? (string)payload[FailReason]! : null));
        // Events come in the order they were written.
        if (method == nameof(Fence))
            _isDone.Set();
    }

    static void Compile(Type type, string method) =>
        RuntimeHelpers.PrepareMethod(type.GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.MethodHandle);

    static int Fence() => Small() + 1;

    static int Small() => 1;
}
