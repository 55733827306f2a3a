using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes.Activations;
using MemoryProfiler.Settings;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Probes;

/// <summary>
/// Begins and ends named scopes in the ledger of the thread, as <see cref="Probe"/> does for methods. A scope is ended by
/// hand and not by woven code, so every end is checked. A wrong one never touches another's figures.
/// </summary>
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
static unsafe class ScopeProbe
{
    /// <summary>Scopes entered and never ended must not take memory without end. No stack is deep enough for so many that are.</summary>
    public const int MaxDepth = 65_536;

    /// <summary>Begins a scope.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="file">The source file of the user's call.</param>
    /// <param name="line">Its line.</param>
    /// <param name="entry">Which of the ledger's scopes it is.</param>
    /// <returns>Its activation; 0 if it is not recorded.</returns>
    public static nint Enter(string? name, string? file, int line, out long entry)
    {
        entry = 0;
        if (!ProfilerSwitch.IsOn)
            return 0;
        var scope = Find(name, file, line);
        if (scope is null)
            return 0;
        var ledger = LedgerRegistry.Current;
        if (ledger != null)
        {
            CloseEnded(ledger);
            if (ledger->Current->Next == null && ledger->FrameCount >= MaxDepth)
            {
                AddMisplaced(scope);
                return 0;
            }
        }
        // What the caller's line allocated before the block is its own; what follows is the block's.
        if (ledger != null)
            SlowActivation.Book(ledger->Current);
        var frame = Activation.Open(scope.Method, slotCount: 1, slot: 0, FrameKind.Scope);
        if (frame == null)
            return 0;
        entry = ++frame->Ledger->ScopeCount;
        frame->Caller->State.IsCovered = true;
        frame->Caller->Quantum = Frame.NoQuantum;
        Volatile.Write(ref frame->Scope, entry);
        if (CallWatch.Calls != WatchedCalls.None)
            CallWatch.Begun(frame);
        return (nint)frame;
    }

    /// <summary>Ends a scope, once and only on its own thread. None of the woven methods called in it may be running.</summary>
    /// <param name="activation">What <see cref="Enter"/> returned.</param>
    /// <param name="entry">Which scope that was.</param>
    public static void Exit(nint activation, long entry)
    {
        var frame = (Frame*)activation;
        if (frame == null || Volatile.Read(ref frame->Scope) != entry)
            return;
        var ledger = frame->Ledger;
        if (ledger == LedgerRegistry.Current && IsBelowScopesOnly(frame))
        {
            var now = AllocationClock.Now(ledger->Context, out var quantum);
            while (ledger->Current != frame)
                Close(ledger->Current, ref now, quantum);
            Close(frame, ref now, quantum);
        }
        else
        {
            EndLater(frame, entry);
        }
    }

    /// <summary>Ends the innermost open scope of a name on the calling thread, if there is one.</summary>
    public static void Exit(string? name)
    {
        if (!ProfilerSwitch.IsOn || NamedScopes.Find(Named(name)) is not { } scope)
            return;
        var ledger = LedgerRegistry.Current;
        var counters = ledger == null ? null : ThreadLedger.Find(ledger, scope.Method);
        if (counters != null && counters->Running != null)
            Exit((nint)counters->Running, counters->Running->Scope);
        else
            AddMisplaced(scope);
    }

    static NamedScope? Find(string? name, string? file, int line)
    {
        name = Named(name);
        return NamedScopes.Find(name) ?? Add(name, file ?? "", line);
    }

    static NamedScope? Add(string name, string file, int line)
    {
        using var own = OwnWork.Begin();
        if (NamedScopes.IsEmpty)
            ProfilerStart.Run();
        return NamedScopes.Add(name, file, line);
    }

    static string Named(string? name) => string.IsNullOrEmpty(name) ? NamedScopes.Unnamed : name;

    static void Close(Frame* frame, ref long now, long quantum, bool isLate = false)
    {
        Volatile.Write(ref frame->Scope, 0);
        frame->Caller->State.IsCovered = false;
        SlowActivation.Close(frame, ref now, quantum, isLate);
        Frame.Clear(frame);
    }

    /// <summary>Whether an open scope has nothing above it but scopes that were left without an end.</summary>
    static bool IsBelowScopesOnly(Frame* frame)
    {
        var open = frame->Ledger->Current;
        while (open != frame && open->State.Kind == FrameKind.Scope)
            open = open->Caller;
        // A frame closed by the method around its scope may serve another method by now.
        return open == frame && frame->State.Kind == FrameKind.Scope;
    }

    /// <summary>Closes innermost scopes that were ended elsewhere. What ran since then is not theirs, so they end where they last counted.</summary>
    static void CloseEnded(ThreadLedger* ledger)
    {
        for (var frame = ledger->Current; frame->State.Kind == FrameKind.Scope; frame = ledger->Current)
        {
            if (Volatile.Read(ref frame->EndedScope) != frame->Scope)
                return;
            var end = Frame.LastCounted(frame);
            Close(frame, ref end, frame->Quantum, isLate: true);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void EndLater(Frame* frame, long entry)
    {
        using var own = OwnWork.Begin();
        if (Interlocked.Exchange(ref frame->EndedScope, entry) != entry && NamedScopes.WithId(frame->Method->Method) is { } scope)
            AddMisplaced(scope);
    }

    static void AddMisplaced(NamedScope scope)
    {
        using var own = OwnWork.Begin();
        if (scope.AddMisplacedEnd() == 1)
            MemoryProfilerLog.Write($"The scope \"{scope.Name}\" did not end where it began; its figures are too small or too large. Enter and end it in one method, without an await between.");
    }
}
