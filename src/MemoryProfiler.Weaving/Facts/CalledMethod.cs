using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Facts;

/// <summary>What a call runs, where that is known.</summary>
/// <param name="Definition">The method of the same module, or null.</param>
/// <param name="Known">What is known of it where it is none of the same module.</param>
readonly record struct CalledMethod(MethodDefinition? Definition, AllocationFact Known)
{
    static readonly CalledMethod _unknown = new(null, AllocationFact.Possible);

    /// <summary>Whether an instruction calls a method by name.</summary>
    public static bool IsCall(Instruction at) => at.OpCode.Code is Code.Call or Code.Callvirt or Code.Newobj;

    /// <summary>What a call runs.</summary>
    /// <param name="at">The call.</param>
    /// <param name="caller">The method it stands in.</param>
    public static CalledMethod Of(Instruction at, MethodDefinition caller)
    {
        // By a prefix the target may depend on a type parameter, or on the stack.
        if (at.Operand is not MethodReference called || at.Previous is { OpCode.OpCodeType: OpCodeType.Prefix } || called is GenericInstanceMethod || called.DeclaringType is ArrayType)
            return _unknown;
        var type = called.DeclaringType.GetElementType();
        if (at.OpCode.Code == Code.Newobj && !called.DeclaringType.IsValueType)
            return _unknown;
        if (type.Scope != caller.Module)
            return new CalledMethod(null, KnownMethods.Of(called));
        var target = called as MethodDefinition ?? called.GetElementMethod().Resolve();
        if (target is not { HasBody: true } || IsOverridable(target, at) || (target.IsStatic && target.DeclaringType.HasGenericParameters) || MayInitialize(target, caller))
            return _unknown;
        return new CalledMethod(target, AllocationFact.Possible);
    }

    static bool IsOverridable(MethodDefinition target, Instruction at) =>
        at.OpCode.Code == Code.Callvirt && target is { IsVirtual: true, IsFinal: false, DeclaringType.IsSealed: false };

    /// <summary>
    /// Whether the call may run a static constructor first. An object has been made by now, and a type that is to be
    /// initialized before its fields are used is not by its methods.
    /// </summary>
    static bool MayInitialize(MethodDefinition target, MethodDefinition caller)
    {
        var type = target.DeclaringType;
        if (type == caller.DeclaringType || type.IsBeforeFieldInit || (target is { IsStatic: false, IsConstructor: false } && !type.IsValueType))
            return false;
        return type.Methods.Any(method => method is { IsConstructor: true, IsStatic: true });
    }
}
