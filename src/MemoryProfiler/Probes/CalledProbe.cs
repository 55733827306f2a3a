using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MemoryProfiler.Probes;

/// <summary>
/// Probes of <see cref="Probe"/> for methods of many lines, which are called and not inlined. An inlined probe has
/// locals. The more of them a method has, the less the JIT inlines of what the method itself calls, until it inlines
/// nothing. Not meant to be written by hand. What holds for <see cref="Probe"/> holds here.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
public static unsafe class CalledProbe
{
    /// <summary>As <see cref="Probe.Enter"/>.</summary>
    /// <param name="method">The method's process-wide id.</param>
    /// <param name="slotCount">How many slots it has, its entry included.</param>
    /// <returns>What <see cref="Line"/> and <see cref="Probe.Exit"/> of this activation need; 0 when nothing is recorded.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint Enter(int method, int slotCount) => Probe.Enter(method, slotCount);

    /// <summary>As <see cref="Probe.EnterLine"/>.</summary>
    /// <param name="method">The method's process-wide id.</param>
    /// <param name="slotCount">How many slots it has, its entry included.</param>
    /// <param name="slot">The slot of its first line.</param>
    /// <returns>As <see cref="Enter"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint EnterLine(int method, int slotCount, int slot) => Probe.EnterLine(method, slotCount, slot);

    /// <summary>As <see cref="Probe.EnterPart"/>.</summary>
    /// <param name="method">The process-wide id of the method around it.</param>
    /// <param name="slotCount">How many slots that method has.</param>
    /// <param name="slot">The slot of the part's first line.</param>
    /// <returns>As <see cref="Enter"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint EnterPart(int method, int slotCount, int slot) => Probe.EnterPart(method, slotCount, slot);

    /// <summary>As <see cref="Probe.EnterUnguarded"/>.</summary>
    /// <param name="method">The method's process-wide id.</param>
    /// <param name="slotCount">How many slots it has, its entry included.</param>
    /// <param name="stackAddress">An address in the method's stack frame.</param>
    /// <returns>As <see cref="Enter"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint EnterUnguarded(int method, int slotCount, nuint stackAddress) => Probe.EnterUnguarded(method, slotCount, stackAddress);

    /// <summary>As <see cref="Probe.EnterDelegate"/>.</summary>
    /// <param name="method">The process-wide id of the method around it.</param>
    /// <param name="slotCount">How many slots that method has.</param>
    /// <param name="slot">The slot of the part's first line.</param>
    /// <param name="homes">As <see cref="Probe.EnterDelegate"/>.</param>
    /// <param name="owner">As <see cref="Probe.EnterDelegate"/>.</param>
    /// <returns>As <see cref="Enter"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint EnterDelegate(int method, int slotCount, int slot, long homes, long owner) => Probe.EnterDelegate(method, slotCount, slot, homes, owner);

    /// <summary>As <see cref="Probe.EnterHanded"/>.</summary>
    /// <param name="method">The method's process-wide id.</param>
    /// <param name="slotCount">How many slots it has, its entry included.</param>
    /// <param name="target">As <see cref="Probe.EnterHanded"/>.</param>
    /// <returns>As <see cref="Enter"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint EnterHanded(int method, int slotCount, int target) => Probe.EnterHanded(method, slotCount, target);

    /// <summary>As <see cref="Probe.Line"/>.</summary>
    /// <param name="activation">What <see cref="Enter"/> returned.</param>
    /// <param name="slot">The slot that begins; 0 is the method's entry.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Line(nint activation, int slot) => Probe.Line(activation, slot);

    /// <summary>As <see cref="Probe.Point"/>.</summary>
    /// <param name="activation">What <see cref="Enter"/> returned.</param>
    /// <param name="slot">The slot of the source line.</param>
    /// <param name="visitSlot">The slot of the sequence point.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Point(nint activation, int slot, int visitSlot) => Probe.Point(activation, slot, visitSlot);

    /// <summary>As <see cref="Probe.CountLine"/>.</summary>
    /// <param name="activation">What <see cref="Enter"/> returned.</param>
    /// <param name="slot">The slot that begins.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void CountLine(nint activation, int slot) => Probe.CountLine(activation, slot);

    /// <summary>As <see cref="Probe.CountPoint"/>.</summary>
    /// <param name="activation">What <see cref="Enter"/> returned.</param>
    /// <param name="slot">The slot of the source line.</param>
    /// <param name="visitSlot">The slot of the sequence point.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void CountPoint(nint activation, int slot, int visitSlot) => Probe.CountPoint(activation, slot, visitSlot);

    /// <summary>As <see cref="Probe.VisitLine"/>.</summary>
    /// <param name="activation">What <see cref="Enter"/> returned.</param>
    /// <param name="slot">The slot that begins.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void VisitLine(nint activation, int slot) => Probe.VisitLine(activation, slot);
}
