using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>What the JIT tells of calls that it does not inline, by the method that calls.</summary>
sealed class RefusedInlining : EventListener
{
    const EventKeywords JitInlining = (EventKeywords)0x1000;

    readonly ConcurrentQueue<(string Caller, string Callee, string Reason)> _refused = [];

    /// <summary>Runs something; answers what was refused meanwhile.</summary>
    public static IReadOnlyList<(string Caller, string Callee, string Reason)> During(Action work)
    {
        using var listener = new RefusedInlining();
        work();
        // Events come in their order, and by a thread of the runtime's.
        var last = "Last" + Guid.NewGuid();
        CompileCaller(last);
        SpinWait.SpinUntil(() => listener._refused.Any(refused => refused.Caller.EndsWith(last, StringComparison.Ordinal)));
        return [.. listener._refused];
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            EnableEvents(eventSource, EventLevel.Verbose, JitInlining);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName == "MethodJitInliningFailed")
            _refused.Enqueue(($"{Value("MethodBeingCompiledNamespace")}.{Value("MethodBeingCompiledName")}", $"{Value("InlineeNamespace")}.{Value("InlineeName")}", Value("FailReason")));

        string Value(string name) => (string)eventData.Payload![eventData.PayloadNames!.IndexOf(name)]!;
    }

    static void CompileCaller(string name)
    {
        var caller = new DynamicMethod(name, typeof(void), [], typeof(RefusedInlining).Module, skipVisibility: true);
        var il = caller.GetILGenerator();
        il.Emit(OpCodes.Call, typeof(RefusedInlining).GetMethod(nameof(Nothing), BindingFlags.NonPublic | BindingFlags.Static)!);
        il.Emit(OpCodes.Ret);
        caller.CreateDelegate<Action>()();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Nothing()
    {
    }
}
