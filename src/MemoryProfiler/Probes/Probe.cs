using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes.Activations;
using MemoryProfiler.Probes.Lines;
using MemoryProfiler.Probes.Machines;
using MemoryProfiler.Settings;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Probes;

/// <summary>
/// The calls that the weaver writes into <c>[Profile]</c> methods: <see cref="Enter"/>, one <see cref="Line"/> per visible
/// sequence point, <see cref="Exit"/> in a finally. Not meant to be written by hand. None of them takes a lock or
/// allocates on the managed heap on its fast path. None throws, but <see cref="Line"/> and its like where a rule on
/// memory asks for it. Bytes come from the runtime's allocation context of the thread or, where that is not read, from
/// <see cref="GC.GetAllocatedBytesForCurrentThread"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
public static unsafe class Probe
{
    /// <summary>Tells the profiler of a woven assembly; called once by that assembly's module initializer.</summary>
    /// <param name="map">A type of the woven assembly.</param>
    /// <param name="methodCount">How many of its methods are woven.</param>
    /// <returns>The process-wide id of the assembly's first woven method.</returns>
    /// <remarks>Safe to call from any thread. What it allocates is taken out of every line in progress.</remarks>
    public static int Register(RuntimeTypeHandle map, int methodCount)
    {
        using var own = OwnWork.Begin();
        try
        {
            if (ProfilerSwitch.IsOn)
                ProfilerStart.Run();
            return WovenAssemblies.Add(Type.GetTypeFromHandle(map)!.Assembly, methodCount);
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write("A woven assembly could not be registered; its methods are not in the report.", e);
            // Numbers that are nobody else's: under those of another assembly its calls would be in that one's figures.
            return MethodIds.Take(methodCount);
        }
    }

    /// <summary>Tells of the limit that <see cref="ProfileAttribute.BreakAbove"/> sets; called by the module initializer.</summary>
    /// <param name="method">The method's process-wide id.</param>
    /// <param name="bytes">The limit of the process's working set while the method runs.</param>
    /// <remarks>Safe to call from any thread. What it allocates is taken out of every line in progress.</remarks>
    public static void BreakAbove(int method, long bytes)
    {
        if (!ProfilerSwitch.IsOn)
            return;
        using var own = OwnWork.Begin();
        try
        {
            LineWatch.LimitMarked?.Invoke(method, bytes);
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write("A method's limit could not be registered; it is not watched.", e);
        }
    }

    /// <summary>Begins an activation of a method on the current thread.</summary>
    /// <param name="method">The method's process-wide id.</param>
    /// <param name="slotCount">How many slots it has, its entry included.</param>
    /// <returns>What <see cref="Line"/> and <see cref="Exit"/> of this activation need; 0 when nothing is recorded.</returns>
    public static nint Enter(int method, int slotCount) => (nint)Activation.Open(method, slotCount, slot: 0, FrameKind.Whole);

    /// <summary>
    /// As <see cref="Enter"/>, with the first line of the method begun as well. It throws where a rule on memory asks for it.
    /// </summary>
    /// <param name="method">The method's process-wide id.</param>
    /// <param name="slotCount">How many slots it has, its entry included.</param>
    /// <param name="slot">The slot of its first line.</param>
    /// <returns>As <see cref="Enter"/>.</returns>
    public static nint EnterLine(int method, int slotCount, int slot) =>
        (nint)Activation.Open(method, slotCount, slot, FrameKind.Whole, isBehindEntry: true);

    /// <summary>
    /// As <see cref="Enter"/>, for a method without a finally (it has tail calls). An exception leaves its activation
    /// open, until one further out ends or begins.
    /// </summary>
    /// <param name="method">The method's process-wide id.</param>
    /// <param name="slotCount">How many slots it has, its entry included.</param>
    /// <param name="stackAddress">An address in the method's stack frame.</param>
    /// <returns>As <see cref="Enter"/>.</returns>
    public static nint EnterUnguarded(int method, int slotCount, nuint stackAddress)
    {
        var frame = (Frame*)Enter(method, slotCount);
        if (frame != null)
        {
            Frame.SetStackAddress(frame, stackAddress);
            frame->State.IsUnguarded = true;
        }
        return (nint)frame;
    }

    /// <summary>Begins a segment of an async method: from its start or an await to the next one.</summary>
    /// <param name="method">The process-wide id of the method.</param>
    /// <param name="slotCount">How many slots it has.</param>
    /// <param name="slot">The slot it starts in.</param>
    /// <param name="isCall">False for an async lambda, which is part of the method around it.</param>
    /// <param name="call">The state machine's field for the logical call; 0 at first.</param>
    /// <returns>As <see cref="Enter"/>.</returns>
    public static nint EnterSegment(int method, int slotCount, int slot, bool isCall, ref long call)
    {
        var resumed = call > StartedCall ? (LogicalCall*)(nint)call : null;
        if (resumed != null && resumed->HasYielded)
            AsyncCallers.Ask(resumed);
        var isInsideItself = resumed != null && AsyncCallers.IsOpen(resumed);
        if (resumed != null && !isInsideItself)
            AsyncCallers.Open(resumed);
        var frame = Activation.Open(method, slotCount, resumed != null ? resumed->Slot : slot, FrameKind.Async);
        if (frame == null)
            return 0;
        frame->State.IsCall = resumed != null ? resumed->IsCall : isCall;
        if (resumed != null)
        {
            frame->Call = resumed;
            frame->State.IsInsideItself = isInsideItself;
            frame->State.IsWithCaller = resumed->HasYielded;
            resumed->HasYielded = false;
            LogicalCalls.AddReference(resumed);
            frame->State.IsLost = resumed->IsLost;
            if (CallWatch.IsInUse && !isInsideItself)
                CallWatch.Resumed(frame, resumed);
        }
        else if (call == 0)
        {
            call = StartedCall;
            frame->State.IsWithCaller = true;
            if (isCall)
                frame->Lines->Sums.Visits++;
            else if (frame->Outer == null)
                frame->State.IsLost = true;
            if (isCall && CallWatch.Calls != WatchedCalls.None)
                CallWatch.Begun(frame);
        }
        return (nint)frame;
    }

    /// <summary>Called before an await suspends, as the rest of this segment runs beside the next one.</summary>
    /// <param name="activation">What <see cref="EnterSegment"/> returned.</param>
    /// <param name="call">The state machine's field for the logical call.</param>
    /// <param name="ownBytes">By how much that field makes the object bigger that the first suspension allocates; -1 where <see cref="Suspended"/> tells.</param>
    public static void Suspend(nint activation, ref long call, int ownBytes)
    {
        var frame = (Frame*)activation;
        if (frame == null)
            return;
        var isFirst = call == StartedCall;
        if (isFirst)
        {
            using (OwnWork.Begin())
                call = (nint)LogicalCall.Of(frame);
            frame->Call->HasSuspended = true;
            AsyncCallers.MixLines(frame);
            if (ownBytes > 0)
                ThreadLedger.TakeOut(frame->Ledger, ownBytes);
        }
        frame->Call->Slot = frame->Slot;
        frame->State.IsWithCaller = false;
        AsyncCallers.Leave(frame);
        if (CallWatch.IsInUse)
            CallWatch.Suspended(frame);
        if (ownBytes < 0)
            MachineBoxes.Suspend(frame, isFirst);
    }

    /// <summary>
    /// Called behind a builder's call that suspended a state machine which is a struct. Builders of the runtime's that
    /// always make an object for it need no such call.
    /// </summary>
    /// <param name="activation">What <see cref="EnterSegment"/> returned.</param>
    /// <param name="builder">The builder.</param>
    /// <typeparam name="TBuilder">The builder's type.</typeparam>
    /// <typeparam name="TMachine">The state machine's.</typeparam>
    public static void Suspended<TBuilder, TMachine>(nint activation, ref TBuilder builder)
        where TMachine : struct
    {
        if (activation != 0)
            MachineBoxes.Suspended<TBuilder, TMachine>((Frame*)activation, ref builder);
    }

    /// <summary>Called in a profiled builder of tasks behind what makes an object that holds a state machine.</summary>
    /// <param name="box">The object.</param>
    /// <typeparam name="TMachine">The state machine's type, which may be one that is not profiled.</typeparam>
    public static void Boxed<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TMachine>(object box)
    {
        if (ProfilerSwitch.IsOn && WovenMachine<TMachine>.IsWider)
            MachineBoxes.Made(box);
    }

    /// <summary>Called in a profiled builder of tasks behind the call of another one that suspends.</summary>
    /// <param name="builder">The other one.</param>
    /// <typeparam name="TBuilder">Its type.</typeparam>
    /// <typeparam name="TMachine">The state machine's type, which may be one that is not profiled.</typeparam>
    public static void BoxedIn<TBuilder, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TMachine>(ref TBuilder builder)
    {
        if (ProfilerSwitch.IsOn && WovenMachine<TMachine>.IsWider)
            MachineBoxes.Made(MachineBoxes.In<TBuilder, TMachine>(ref builder));
    }

    /// <summary>
    /// Completes a logical call; called before its result or exception is set. If somebody may wait for it, that runs
    /// continuations, and the last segment ends here. If not, what it allocates (the task) belongs to the call.
    /// </summary>
    /// <param name="activation">What <see cref="EnterSegment"/> returned.</param>
    /// <returns>The activation, if it goes on; 0 if it has ended.</returns>
    public static nint Complete(nint activation)
    {
        var frame = (Frame*)activation;
        if (frame == null)
            return 0;
        frame->State.IsCompleted = true;
        if (frame->Call != null)
            LogicalCall.EndHandOuts(frame->Call);
        if (frame->State.IsWithCaller)
            return activation;
        Exit(activation);
        return 0;
    }

    /// <summary>Ends a segment of an async iterator; called before a step's result or exception is set, which may run continuations.</summary>
    /// <param name="activation">What <see cref="EnterSegment"/> returned.</param>
    /// <param name="call">The state machine's field for the logical call.</param>
    /// <returns>The activation, if the call is complete and nobody can wait for it yet; 0 if it has ended.</returns>
    public static nint Yield(nint activation, ref long call)
    {
        var frame = (Frame*)activation;
        if (frame == null || frame->State.IsCompleted)
            return activation;
        Suspend(activation, ref call, ownBytes: 0);
        frame->Call->HasYielded = true;
        Exit(activation);
        return 0;
    }

    /// <summary>Begins a segment of an iterator: from its start or a yield to the next one.</summary>
    /// <param name="method">The process-wide id of the method.</param>
    /// <param name="slotCount">How many slots it has.</param>
    /// <param name="slot">The slot it starts in.</param>
    /// <param name="isCall">False for an iterator that is a local function.</param>
    /// <param name="call">The iterator's field for its call; 0 at first.</param>
    /// <returns>As <see cref="Enter"/>; 0 too where nothing of the body runs any more.</returns>
    public static nint EnterIterator(int method, int slotCount, int slot, bool isCall, ref long call)
    {
        var before = new IteratorCall(call);
        if (before.Phase is IteratorPhase.Running or IteratorPhase.Ended)
            return 0;
        var isFirst = before.Phase == IteratorPhase.NotBegun;
        return OpenIterator(method, slotCount, isFirst ? slot : before.Slot, isCall, isFirst, ref call);
    }

    /// <summary>Begins the last segment of an iterator that is disposed before its end.</summary>
    /// <param name="method">The process-wide id of the method.</param>
    /// <param name="slotCount">How many slots it has.</param>
    /// <param name="isCall">False for an iterator that is a local function.</param>
    /// <param name="call">The iterator's field for its call.</param>
    /// <returns>As <see cref="Enter"/>; 0 too for an iterator that has not begun, has ended or is running.</returns>
    public static nint EnterDisposal(int method, int slotCount, bool isCall, ref long call)
    {
        var before = new IteratorCall(call);
        return before.Phase == IteratorPhase.Waiting ? OpenIterator(method, slotCount, before.Slot, isCall, isFirst: false, ref call) : 0;
    }

    static nint OpenIterator(int method, int slotCount, int slot, bool isCall, bool isFirst, ref long call)
    {
        var frame = Activation.Open(method, slotCount, slot, FrameKind.Iterator);
        if (frame == null)
            return 0;
        frame->State.IsCall = isCall;
        // A local function that is enumerated when its call has ended.
        if (!isCall && frame->Outer == null)
            frame->State.IsLost = true;
        var before = new IteratorCall(call);
        call = IteratorCall.Word(IteratorPhase.Running, slot, isFirst ? LedgerRegistry.Resets : before.Resets, before.Bytes);
        if (isFirst && isCall)
            frame->Lines->Sums.Visits++;
        if (isCall && CallWatch.Calls != WatchedCalls.None)
            CallWatch.Begun(frame, isFirst);
        return (nint)frame;
    }

    /// <summary>Ends a segment of an iterator.</summary>
    /// <param name="activation">What <see cref="EnterIterator"/> or <see cref="EnterDisposal"/> returned.</param>
    /// <param name="call">The iterator's field for its call.</param>
    /// <param name="hasMore">Whether it yielded and will be resumed or disposed.</param>
    public static void ExitIterator(nint activation, ref long call, bool hasMore)
    {
        var frame = (Frame*)activation;
        if (frame == null)
            return;
        var isCall = frame->State.IsCall;
        var slot = frame->Slot;
        var began = frame->Began;
        Exit(activation);
        var before = new IteratorCall(call);
        var bytes = before.Bytes + frame->Last - frame->Start;
        call = IteratorCall.Word(hasMore ? IteratorPhase.Waiting : IteratorPhase.Ended, slot, before.Resets, bytes);
        if (hasMore || !isCall)
            return;
        if (before.Resets == IteratorCall.Kept(LedgerRegistry.Resets))
            MethodCounters.Finish(frame->Method, bytes);
        if (CallWatch.Calls == WatchedCalls.All)
            CallWatch.Finished(frame->Method->Method, bytes, Frame.IsOutermost(frame), began);
    }

    /// <summary>
    /// Goes on in a finally block of an iterator, which is a method of its own. It does so in the activation of the
    /// segment that runs it.
    /// </summary>
    /// <param name="method">The process-wide id of the method.</param>
    /// <param name="slotCount">How many slots it has.</param>
    /// <param name="slot">The slot of the block's first line; 0 where that depends.</param>
    /// <returns>As <see cref="Enter"/>.</returns>
    public static nint EnterFinally(int method, int slotCount, int slot)
    {
        var ledger = LedgerRegistry.Current;
        var frame = ledger == null ? null : ledger->Current;
        // Below a scope that is still open the block is a part with a frame of its own.
        if (frame == null || frame->State.Kind != FrameKind.Iterator || frame->Method->Method != method)
            return EnterPart(method, slotCount, slot);
        if (slot == 0)
            return (nint)frame;
        SlowActivation.Book(frame);
        frame->Line = frame->Lines + slot;
        return (nint)frame;
    }

    /// <summary>Leaves a finally block of an iterator; its last line runs on to the next one of the iterator.</summary>
    /// <param name="activation">What <see cref="EnterFinally"/> returned.</param>
    public static void ExitFinally(nint activation)
    {
        if (activation != 0 && ((Frame*)activation)->State.Kind == FrameKind.Part)
            ExitPart(activation);
    }

    /// <summary>Takes bytes out of every open line that a field of the profiler's adds to an object just allocated.</summary>
    /// <param name="bytes">How many.</param>
    public static void TakeOut(int bytes)
    {
        var ledger = LedgerRegistry.Current;
        if (ProfilerSwitch.IsOn && ledger != null)
            ThreadLedger.TakeOut(ledger, bytes);
    }

    /// <summary>Begins an activation of a lambda or local function, which is part of the method around it and no call of it.</summary>
    /// <param name="method">The process-wide id of the method around it.</param>
    /// <param name="slotCount">How many slots that method has.</param>
    /// <param name="slot">The slot of the part's first line.</param>
    /// <returns>As <see cref="Enter"/>.</returns>
    public static nint EnterPart(int method, int slotCount, int slot) =>
        (nint)Activation.Open(method, slotCount, slot, FrameKind.Part);

    /// <summary>
    /// Counts a visit of the one line of a lambda or local function of which the weaver has proven that it only computes.
    /// It can neither allocate nor throw, so an activation would book nothing.
    /// </summary>
    /// <param name="method">The process-wide id of the method around it.</param>
    /// <param name="slotCount">How many slots that method has.</param>
    /// <param name="slot">The slot of the source line.</param>
    /// <param name="visitSlot">The slot of the sequence point.</param>
    public static void CountPart(int method, int slotCount, int slot, int visitSlot)
    {
        if (ProfilerSwitch.IsOn)
            Activation.CountPart(method, slotCount, slot, visitSlot);
    }

    /// <summary>
    /// Counts a call of a method of which the weaver has proven that it cannot allocate but for an exception: an activation would book nothing.
    /// It throws where a rule on memory asks for it.
    /// </summary>
    /// <param name="method">The method's process-wide id.</param>
    /// <param name="slotCount">How many slots it has, its entry included.</param>
    /// <returns>What <see cref="CountVisit"/> of this call needs.</returns>
    public static nint CountCall(int method, int slotCount) =>
        ProfilerSwitch.IsOn ? (nint)Activation.CountCall(method, slotCount) : 0;

    /// <summary>
    /// Begins a call of a method that cannot allocate and calls itself: an activation if it is the outermost one on the
    /// thread, otherwise a count.
    /// </summary>
    /// <param name="method">The method's process-wide id.</param>
    /// <param name="slotCount">How many slots it has, its entry included.</param>
    /// <returns>What <see cref="CountersOf"/> and <see cref="ExitRecursive"/> of this call need.</returns>
    public static nint EnterRecursive(int method, int slotCount) =>
        ProfilerSwitch.IsOn ? Activation.OpenRecursive(method, slotCount) : 0;

    /// <summary>What <see cref="CountVisit"/> of such a call needs.</summary>
    /// <param name="activation">What <see cref="EnterRecursive"/> returned.</param>
    /// <returns>Where its visits are counted.</returns>
    public static nint CountersOf(nint activation)
    {
        if (!ProfilerSwitch.IsOn)
            return 0;
        if ((activation & 1) != 0)
            return activation & ~1;
        return activation == 0 ? (nint)MethodCounters.Unrecorded : (nint)((Frame*)activation)->Method;
    }

    /// <summary>Ends such a call. No exception leaves it.</summary>
    /// <param name="activation">What <see cref="EnterRecursive"/> returned.</param>
    public static void ExitRecursive(nint activation)
    {
        if (ProfilerSwitch.IsOn && (activation & 1) == 0)
            Close((Frame*)activation);
    }

    /// <summary>What <see cref="Fail"/> needs to know of a call that may be left by an exception; asked for behind <see cref="CountCall"/>.</summary>
    public static long CallClock() => ProfilerSwitch.IsOn ? Activation.CallClock() : 0;

    /// <summary>Called where an exception leaves such a call: books what it has allocated.</summary>
    /// <param name="method">The method's process-wide id.</param>
    /// <param name="slotCount">How many slots it has, its entry included.</param>
    /// <param name="slot">The slot of the source line that ran.</param>
    /// <param name="clock">What <see cref="CallClock"/> returned.</param>
    public static void Fail(int method, int slotCount, int slot, long clock)
    {
        if (ProfilerSwitch.IsOn)
            SlowActivation.Fail(method, slotCount, slot, clock);
    }

    /// <summary>Counts a visit of a point in such a call.</summary>
    /// <param name="counters">What <see cref="CountCall"/> returned.</param>
    /// <param name="slot">The slot of the sequence point.</param>
    public static void CountVisit(nint counters, int slot)
    {
        if (ProfilerSwitch.IsOn)
            MethodCounters.Visit((MethodCounters*)counters, slot);
    }

    /// <summary>As <see cref="EnterPart"/>, for one that a delegate runs, which may be on any thread and at any time.</summary>
    /// <param name="method">The process-wide id of the method around it.</param>
    /// <param name="slotCount">How many slots that method has.</param>
    /// <param name="slot">The slot of the part's first line.</param>
    /// <param name="homes">The lines that the delegate is made on, from the inside out. Each has 16 bits, with the slot plus one.</param>
    /// <param name="owner">What <see cref="Share"/> returned to the call that made the part's closure, or 0.</param>
    /// <returns>As <see cref="Enter"/>.</returns>
    public static nint EnterDelegate(int method, int slotCount, int slot, long homes, long owner)
    {
        if (!ProfilerSwitch.IsOn)
            return 0;
        return PartOwners.IsAtHome(method, owner)
            ? EnterPart(method, slotCount, slot)
            : (nint)PartOwners.Open(method, slotCount, slot, homes, owner, FrameKind.Part);
    }

    /// <summary>As <see cref="EnterSegment"/> for an async lambda, and as <see cref="EnterDelegate"/>.</summary>
    /// <param name="method">The process-wide id of the method around it.</param>
    /// <param name="slotCount">How many slots that method has.</param>
    /// <param name="slot">The slot it starts in.</param>
    /// <param name="homes">As <see cref="EnterDelegate"/>.</param>
    /// <param name="owner">As <see cref="EnterDelegate"/>.</param>
    /// <param name="call">The state machine's field for the logical call; 0 at first.</param>
    /// <returns>As <see cref="Enter"/>.</returns>
    public static nint EnterAsyncDelegate(int method, int slotCount, int slot, long homes, long owner, ref long call)
    {
        if (call != 0 || !ProfilerSwitch.IsOn || PartOwners.IsAtHome(method, owner))
            return EnterSegment(method, slotCount, slot, isCall: false, ref call);
        call = StartedCall;
        return (nint)PartOwners.Open(method, slotCount, slot, homes, owner, FrameKind.Async);
    }

    /// <summary>
    /// As <see cref="Enter"/>, for a method that delegates run. Where such a one begins on a thread of its own, the call
    /// that handed it out is its caller.
    /// </summary>
    /// <param name="method">The method's process-wide id.</param>
    /// <param name="slotCount">How many slots it has, its entry included.</param>
    /// <param name="target">What <see cref="HandOut"/> knows the method by.</param>
    /// <returns>As <see cref="Enter"/>.</returns>
    public static nint EnterHanded(int method, int slotCount, int target)
    {
        if (!HandOuts.Any || !PartOwners.IsOutermost())
            return Enter(method, slotCount);
        var caller = PartOwners.OpenCaller(target);
        return (nint)PartOwners.Called((Frame*)Enter(method, slotCount), caller);
    }

    /// <summary>As <see cref="EnterSegment"/>, for an async method that delegates run: see <see cref="EnterHanded"/>.</summary>
    /// <param name="method">The process-wide id of the method.</param>
    /// <param name="slotCount">How many slots it has.</param>
    /// <param name="target">What <see cref="HandOut"/> knows the method by.</param>
    /// <param name="call">The state machine's field for the logical call; 0 at first.</param>
    /// <returns>As <see cref="Enter"/>.</returns>
    public static nint EnterHandedSegment(int method, int slotCount, int target, ref long call)
    {
        if (call != 0 || !HandOuts.Any || !PartOwners.IsOutermost())
            return EnterSegment(method, slotCount, slot: 0, isCall: true, ref call);
        var caller = PartOwners.OpenCaller(target);
        return (nint)PartOwners.Called((Frame*)EnterSegment(method, slotCount, slot: 0, isCall: true, ref call), caller);
    }

    /// <summary>Called where a closure has been made whose delegates may run on other threads.</summary>
    /// <param name="activation">What began the activation that runs.</param>
    /// <param name="ownBytes">By how much the field that gets the result makes the closure bigger.</param>
    /// <returns>What the call of the activation is known by, whether it goes on or has ended; never 0.</returns>
    public static long Share(nint activation, int ownBytes)
    {
        TakeOut(ownBytes);
        var call = PartOwners.CallOf((Frame*)activation);
        return call == null ? LogicalCalls.Unknown : LogicalCalls.IdOf(call);
    }

    /// <summary>Called where a delegate is loaded that may run on other threads and does not say whose it is.</summary>
    /// <param name="activation">What began the activation that runs.</param>
    /// <param name="target">The process-wide id of the method that the delegate runs, or whose part it runs.</param>
    public static void HandOut(nint activation, int target)
    {
        var frame = (Frame*)activation;
        var call = PartOwners.CallOf(frame);
        if (call != null)
            HandOuts.Add(call, target, frame->Slot);
    }

    /// <summary>Ends the running line of an activation and begins another (or the same one anew).</summary>
    /// <param name="activation">What <see cref="Enter"/> returned.</param>
    /// <param name="slot">The slot that begins; 0 is the method's entry.</param>
    public static void Line(nint activation, int slot)
    {
        var frame = (Frame*)activation;
        if (frame != null)
            Activation.MoveTo(frame, slot, slot);
    }

    /// <summary>
    /// As <see cref="Line"/>, for one of several sequence points on a source line. Bytes go to the line's slot, the visit
    /// to the point's own.
    /// </summary>
    /// <param name="activation">What <see cref="Enter"/> returned.</param>
    /// <param name="slot">The slot of the source line.</param>
    /// <param name="visitSlot">The slot of the sequence point.</param>
    public static void Point(nint activation, int slot, int visitSlot)
    {
        var frame = (Frame*)activation;
        if (frame != null)
            Activation.MoveTo(frame, slot, visitSlot);
    }

    /// <summary>
    /// As <see cref="Line"/>, where the weaver has proven that this thread allocated nothing since the activation's
    /// previous reading. It counts the visit and leaves the clock alone, as what it would book is 0.
    /// </summary>
    /// <param name="activation">What <see cref="Enter"/> returned.</param>
    /// <param name="slot">The slot that begins.</param>
    public static void CountLine(nint activation, int slot)
    {
        var frame = (Frame*)activation;
        if (frame != null)
            Activation.Count(frame, slot, slot);
    }

    /// <summary>As <see cref="CountLine"/>, for one of several sequence points on a source line.</summary>
    /// <param name="activation">What <see cref="Enter"/> returned.</param>
    /// <param name="slot">The slot of the source line.</param>
    /// <param name="visitSlot">The slot of the sequence point.</param>
    public static void CountPoint(nint activation, int slot, int visitSlot)
    {
        var frame = (Frame*)activation;
        if (frame != null)
            Activation.Count(frame, slot, visitSlot);
    }

    /// <summary>
    /// As <see cref="CountLine"/>, where the weaver has proven that since the previous probe nothing was done but with
    /// locals. It leaves the tick alone too.
    /// </summary>
    /// <param name="activation">What <see cref="Enter"/> returned.</param>
    /// <param name="slot">The slot that begins.</param>
    public static void VisitLine(nint activation, int slot)
    {
        var frame = (Frame*)activation;
        if (frame != null)
            Activation.Visit(frame, slot, slot);
    }

    /// <summary>Ends an activation, however its method is left.</summary>
    /// <param name="activation">What <see cref="Enter"/> returned.</param>
    public static void Exit(nint activation)
    {
        if (ProfilerSwitch.IsOn)
            Close((Frame*)activation);
    }

    /// <summary>Ends an activation of a lambda or local function, however it is left.</summary>
    /// <param name="activation">What <see cref="EnterPart"/> returned.</param>
    public static void ExitPart(nint activation)
    {
        if (ProfilerSwitch.IsOn)
            ClosePart((Frame*)activation);
    }

    // Called and not inlined: in whole programs so much code at each return costs more than the call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Close(Frame* frame)
    {
        if (frame != null && !Activation.TryClose(frame, FrameKind.Whole))
            SlowActivation.Exit(frame);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void ClosePart(Frame* frame)
    {
        if (frame != null && !Activation.TryClose(frame, FrameKind.Part))
            SlowActivation.Exit(frame);
    }

    /// <summary>Goes over to the clock that the settings ask for.</summary>
    internal static void UseClock()
    {
        if (!ProfilerSwitch.IsOn)
            return;
        AllocationClock.Start();
        LedgerRegistry.UseClock();
    }

    // The value of a logical call's field when the call has begun but not suspended; addresses are never 1.
    const long StartedCall = 1;
}
