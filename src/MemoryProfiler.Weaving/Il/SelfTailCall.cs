using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Il;

/// <summary>
/// A call of a method by itself behind which it only returns. The JIT makes a jump of it in optimised code, so that it
/// needs no stack however often it comes. It would not do so in the try block of a woven body.
/// </summary>
/// <param name="Call">The call.</param>
/// <param name="Return">The return behind it.</param>
sealed record SelfTailCall(Instruction Call, Instruction Return)
{
    /// <summary>
    /// All calls of a body that can be jumps. A body has none if something tells the locals of one call from those of the
    /// next.
    /// </summary>
    /// <param name="body">The body with nothing inserted.</param>
    public static IReadOnlyList<SelfTailCall> In(MethodBody body)
    {
        var method = body.Method;
        if (method.IsConstructor || method.IsSynchronized || method.NoOptimization || method.CallingConvention == MethodCallingConvention.VarArg || body.Variables.Any(variable => variable.IsPinned))
            return [];
        var calls = body.Instructions.Where(at => IsCallOf(method, at) && at.Next is { OpCode.Code: Code.Ret }).Select(at => new SelfTailCall(at, at.Next)).ToList();
        return calls.Count > 0 && LocalAddress.MayBePassed(body) ? [] : calls;
    }

    /// <summary>Whether its object may be null, which the call would find out.</summary>
    public bool ChecksObject => Call.OpCode.Code == Code.Callvirt;

    static bool IsCallOf(MethodDefinition method, Instruction at) =>
        at.OpCode.Code is Code.Call or Code.Callvirt
        && at.Previous is not { OpCode.OpCodeType: OpCodeType.Prefix }
        && (at.OpCode.Code == Code.Call || !method.IsVirtual || method.IsFinal || method.DeclaringType.IsSealed)
        && at.Operand is MethodReference called && called.Name == method.Name
        && called.DeclaringType.GetElementType().Scope == method.Module
        && called.GetElementMethod().Resolve() == method
        && IsOwn(called, method);

    // Of a generic method that calls itself for another type the JIT makes no loop either.
    static bool IsOwn(MethodReference called, MethodDefinition method) =>
        AreOwn(called.DeclaringType, method.DeclaringType) && AreOwn(called, method);

    static bool AreOwn(object reference, IGenericParameterProvider definition) =>
        reference is IGenericInstance instance
            ? instance.GenericArguments.Zip(definition.GenericParameters, (argument, own) => argument is GenericParameter given && given.Type == own.Type && given.Position == own.Position).All(isOwn => isOwn)
            : !definition.HasGenericParameters;
}
