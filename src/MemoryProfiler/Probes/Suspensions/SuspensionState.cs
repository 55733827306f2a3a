using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using MemoryProfiler.Ledger;

namespace MemoryProfiler.Probes.Suspensions;

/// <summary>
/// What the runtime keeps of its own async on each thread, found by the names of its fields: where any of them is missing or of
/// another kind there is none of this. Read and written by code that the runtime compiles against those very fields.
/// </summary>
sealed class SuspensionState
{
    const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    readonly FieldInfo _thread;
    readonly FieldInfo _sentinel;
    readonly FieldInfo _next;
    readonly FieldInfo _node;
    readonly FieldInfo _outer;
    readonly FieldInfo _awaiter;

    // By the type of a task. It may be one of a plug-in's, which this must not keep.
    readonly ConditionalWeakTable<Type, Action<object, object, nint>> _suspend = [];

    SuspensionState(FieldInfo thread, FieldInfo sentinel, FieldInfo next, FieldInfo node, FieldInfo outer, FieldInfo awaiter)
    {
        (_thread, _sentinel, _next, _node, _outer, _awaiter) = (thread, sentinel, next, node, outer, awaiter);
        Arm = Arming();
        Holds = Holding();
    }

    /// <summary>
    /// Has an address called when what runs in the innermost node suspends, and stores what was there before. Answers the
    /// node. It is on the stack of what runs the methods.
    /// </summary>
    public Func<nint, nint, nint> Arm { get; }

    /// <summary>Whether a node is still on the stack, and is the one in which an address was put: a new one in its place has none.</summary>
    public Func<nint, bool> Holds { get; }

    /// <summary>Finds it; null on a runtime without its own async, or where code cannot be made.</summary>
    /// <exception cref="MissingFieldException">It is kept in another way than is known.</exception>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Where a field is trimmed away there is none of this.")]
    [UnconditionalSuppressMessage("Trimming", "IL2080", Justification = "Where a field is trimmed away there is none of this.")]
    public static SuspensionState? Find()
    {
        if (!RuntimeFeature.IsDynamicCodeCompiled || Type.GetType("System.Runtime.CompilerServices.AsyncHelpers") is not { } helpers)
            return null;
        var thread = Field(helpers, "t_runtimeAsyncAwaitState");
        var sentinel = Field(thread.FieldType, "SentinelContinuation");
        var next = Field(sentinel.FieldType, "Next");
        var node = Field(thread.FieldType, "StackState");
        var outer = Field(node.FieldType.GetElementType()!, "Next");
        var awaiter = Field(node.FieldType.GetElementType()!, "AwaiterContinuation");
        var suspend = helpers.GetNestedType("RuntimeAsyncTask`1", All)?.GetMethod("HandleSuspended", All);
        var isKnown = thread.IsStatic && next.FieldType == sentinel.FieldType && node.FieldType.IsPointer && outer.FieldType == node.FieldType && awaiter.FieldType.IsFunctionPointer
            && suspend?.ReturnType == typeof(bool) && suspend.GetParameters() is [var state] && state.ParameterType == thread.FieldType.MakeByRefType()
            && awaiter.FieldType.GetFunctionPointerReturnType() == typeof(void)
            && awaiter.FieldType.GetFunctionPointerParameterTypes() is [var head, var offset, var action] && head == sentinel.FieldType && offset == typeof(int) && action == typeof(Action);
        return isKnown ? new SuspensionState(thread, sentinel, next, node, outer, awaiter) : throw new MissingFieldException(helpers.FullName, "StackState");

        [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Where a field is trimmed away there is none of this.")]
        static FieldInfo Field(Type type, string name) => type.GetField(name, All) ?? throw new MissingFieldException(type.FullName, name);
    }

    /// <summary>Lets the runtime go on with a suspension as it would have without the profiler.</summary>
    /// <param name="head">What it has kept of the method that suspended.</param>
    /// <param name="task">The task that resumes it.</param>
    /// <param name="chained">What is to be called in place of what awaits, or 0.</param>
    public void GoOn(object head, object task, nint chained)
    {
        if (!_suspend.TryGetValue(task.GetType(), out var suspend))
        {
            using (OwnWork.Begin())
                suspend = _suspend.GetValue(task.GetType(), Suspending);
        }
        suspend(head, task, chained);
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Where no code can be made there is none of this.")]
    Func<nint, nint, nint> Arming()
    {
        var method = new DynamicMethod("Arm", typeof(nint), [typeof(nint), typeof(nint)], typeof(object).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        var node = il.DeclareLocal(typeof(nint));
        il.Emit(OpCodes.Ldsflda, _thread);
        il.Emit(OpCodes.Ldfld, _node);
        il.Emit(OpCodes.Stloc, node);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldloc, node);
        il.Emit(OpCodes.Ldfld, _awaiter);
        il.Emit(OpCodes.Stind_I);
        il.Emit(OpCodes.Ldloc, node);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Stfld, _awaiter);
        il.Emit(OpCodes.Ldloc, node);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<nint, nint, nint>>();
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Where no code can be made there is none of this.")]
    Func<nint, bool> Holding()
    {
        var method = new DynamicMethod("Holds", typeof(bool), [typeof(nint)], typeof(object).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        var node = il.DeclareLocal(typeof(nint));
        var (next, check, found) = (il.DefineLabel(), il.DefineLabel(), il.DefineLabel());
        il.Emit(OpCodes.Ldsflda, _thread);
        il.Emit(OpCodes.Ldfld, _node);
        il.Emit(OpCodes.Stloc, node);
        il.Emit(OpCodes.Br, check);
        il.MarkLabel(next);
        il.Emit(OpCodes.Ldloc, node);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Beq, found);
        il.Emit(OpCodes.Ldloc, node);
        il.Emit(OpCodes.Ldfld, _outer);
        il.Emit(OpCodes.Stloc, node);
        il.MarkLabel(check);
        il.Emit(OpCodes.Ldloc, node);
        il.Emit(OpCodes.Brtrue, next);
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Ret);
        il.MarkLabel(found);
        il.Emit(OpCodes.Ldloc, node);
        il.Emit(OpCodes.Ldfld, _awaiter);
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Conv_U);
        il.Emit(OpCodes.Cgt_Un);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<nint, bool>>();
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "What calls this is that very method.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Where no code can be made there is none of this.")]
    Action<object, object, nint> Suspending(Type task)
    {
        var method = new DynamicMethod("Suspend", typeof(void), [typeof(object), typeof(object), typeof(nint)], typeof(object).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldsflda, _thread);
        il.Emit(OpCodes.Ldfld, _sentinel);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Stfld, _next);
        il.Emit(OpCodes.Ldsflda, _thread);
        il.Emit(OpCodes.Ldfld, _node);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Stfld, _awaiter);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldsflda, _thread);
        il.Emit(OpCodes.Call, task.GetMethod("HandleSuspended", All)!);
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Action<object, object, nint>>();
    }
}
