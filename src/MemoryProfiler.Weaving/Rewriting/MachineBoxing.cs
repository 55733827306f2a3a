using MemoryProfiler.Weaving.Il;
using MemoryProfiler.Weaving.Runtime;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Rewriting;

/// <summary>
/// Finds, in a profiled builder of tasks or what it calls, what makes an object that holds somebody's state machine. The
/// weaver's field makes that object bigger on its line.
/// </summary>
sealed class MachineBoxing(MethodBody body, BodyEditor editor, RuntimeReferences runtime)
{
    const string Machine = "IAsyncStateMachine";

    /// <summary>Puts the code behind each of them.</summary>
    public void Weave(List<Instruction> original)
    {
        if (!body.Method.GenericParameters.Concat(body.Method.DeclaringType.GenericParameters).Any(IsMachine))
            return;
        foreach (var at in original)
        {
            switch (at.OpCode.Code)
            {
                case Code.Newobj when Held(((MethodReference)at.Operand).DeclaringType) is { } machine:
                    AddBoxed(at, machine);
                    break;
                // A question for the type, which the JIT answers without an object.
                case Code.Box when at.Next?.OpCode.Code is Code.Isinst or Code.Brtrue or Code.Brtrue_S or Code.Brfalse or Code.Brfalse_S or Code.Ldnull:
                    break;
                case Code.Box when at.Operand is GenericParameter machine && IsMachine(machine):
                    AddBoxed(at, machine);
                    break;
                case Code.Call or Code.Callvirt when at.Operand is GenericInstanceMethod called && SegmentWeaver.Suspends(called):
                    AddBoxedIn(at, called);
                    break;
            }
        }
    }

    void AddBoxed(Instruction at, TypeReference machine) =>
        editor.After(at, Instruction.Create(OpCodes.Dup), Instruction.Create(OpCodes.Call, runtime.Boxed(machine)));

    // Where the builder stands in a field, as its address is on the stack no more.
    void AddBoxedIn(Instruction at, GenericInstanceMethod called)
    {
        if (called.GenericArguments.Count != 2 || called.GenericArguments[1] is not GenericParameter machine || !IsMachine(machine)
            || at.Previous?.Previous?.Previous is not { OpCode.Code: Code.Ldflda, Operand: FieldReference builder, Previous: { OpCode.Code: Code.Ldarg or Code.Ldarg_0 } holder })
        {
            return;
        }
        var again = holder.OpCode.Code == Code.Ldarg ? Instruction.Create(OpCodes.Ldarg, (ParameterDefinition)holder.Operand) : Instruction.Create(OpCodes.Ldarg_0);
        editor.After(at, again, Instruction.Create(OpCodes.Ldflda, builder), Instruction.Create(OpCodes.Call, runtime.BoxedIn(builder.FieldType, machine)));
    }

    // The state machine that objects of a type hold: a type parameter of the body's.
    static GenericParameter? Held(TypeReference type)
    {
        while (type is GenericInstanceType { ElementType: TypeDefinition { IsValueType: false } definition } instance)
        {
            foreach (var field in definition.Fields)
            {
                if (!field.IsStatic && field.FieldType is GenericParameter { Type: GenericParameterType.Type } held
                    && instance.GenericArguments[held.Position] is GenericParameter machine && IsMachine(machine))
                {
                    return machine;
                }
            }
            type = definition.BaseType is GenericInstanceType further ? Replaced(further, instance) : definition.BaseType;
        }
        return null;
    }

    static GenericInstanceType Replaced(GenericInstanceType type, GenericInstanceType of)
    {
        var replaced = new GenericInstanceType(type.ElementType);
        foreach (var argument in type.GenericArguments)
            replaced.GenericArguments.Add(argument is GenericParameter { Type: GenericParameterType.Type } parameter ? of.GenericArguments[parameter.Position] : argument);
        return replaced;
    }

    static bool IsMachine(GenericParameter parameter) => parameter.Constraints.Any(constraint => constraint.ConstraintType.Name == Machine);
}
