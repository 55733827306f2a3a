using MemoryProfiler.Weaving.Il;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Rewriting;

/// <summary>Ends the activation in a finally around the whole body, behind which the one return stands.</summary>
/// <param name="method">The method.</param>
/// <param name="editor">Changes its body.</param>
/// <param name="code">The code of its activation.</param>
/// <param name="failing">What runs instead where an exception leaves the body, and only then; null for the end of an activation.</param>
sealed class GuardedEnding(MethodDefinition method, BodyEditor editor, ActivationCode code, List<Instruction>? failing = null)
{
    readonly MethodBody _body = method.Body;
    VariableDefinition? _returnValue;

    /// <summary>Encloses the body; answers the first instruction of the finally.</summary>
    /// <param name="original">The body's own instructions.</param>
    /// <param name="prologue">How many of them stay before it.</param>
    public Instruction Weave(List<Instruction> original, int prologue)
    {
        var tryStart = editor.First(original[prologue]);
        var after = ReplaceReturns(original);
        var ending = failing ?? code.Exit(_returnValue);
        var exit = ending[0];
        editor.Append([.. ending, Instruction.Create(OpCodes.Endfinally), .. after]);

        // A handler that ends the method has no end of its own in Cecil's model: from now on our finally follows it.
        foreach (var handler in _body.ExceptionHandlers)
        {
            handler.TryEnd ??= exit;
            handler.HandlerEnd ??= exit;
        }
        _body.ExceptionHandlers.Add(new ExceptionHandler(failing is null ? ExceptionHandlerType.Finally : ExceptionHandlerType.Fault)
        {
            TryStart = tryStart,
            TryEnd = exit,
            HandlerStart = exit,
            HandlerEnd = after.Length > 0 ? after[0] : null,
        });
        return exit;
    }

    /// <summary>Returns become leaves; answers what stands behind the finally, nothing if the method never returns.</summary>
    Instruction[] ReplaceReturns(List<Instruction> original)
    {
        var returns = original.Where(instruction => instruction.OpCode == OpCodes.Ret).ToList();
        if (returns.Count == 0)
            return [];
        var end = Instruction.Create(OpCodes.Ret);
        var type = RuntimeAwait.Has(method) ? RuntimeAwait.Result(method) : ReturnTypes.WithoutModifiers(method.ReturnType);
        if (type is null || type.MetadataType == MetadataType.Void)
        {
            Instruction[] ending = [.. Spacing(), .. code.CheckLimit(returnValue: null), end];
            foreach (var instruction in returns)
                Leave(instruction, OpCodes.Nop, null, ending[0]);
            return ending;
        }
        var isWidened = RuntimeAwait.Has(method) && !code.IsOptimized && SuspendedBytes.IsWidened(type);
        _returnValue = new VariableDefinition(isWidened ? method.Module.TypeSystem.Int64 : type);
        _body.Variables.Add(_returnValue);
        Instruction[] narrowed = isWidened ? [Instruction.Create(OpCodes.Conv_I4)] : [];
        Instruction[] after = [.. code.CheckLimit(_returnValue), Instruction.Create(OpCodes.Ldloc, _returnValue), .. narrowed, end];
        foreach (var instruction in returns)
        {
            if (isWidened)
                Widen(instruction, after[0]);
            else
                Leave(instruction, OpCodes.Stloc, _returnValue, after[0]);
        }
        return after;
    }

    void Widen(Instruction instruction, Instruction end)
    {
        Replace(instruction, OpCodes.Conv_I8, null);
        editor.After(instruction, [Instruction.Create(OpCodes.Stloc, _returnValue), .. code.CheckLimitBefore(), Instruction.Create(OpCodes.Leave, end)]);
    }

    void Leave(Instruction instruction, OpCode opCode, object? operand, Instruction end)
    {
        var check = code.CheckLimitBefore();
        if (operand is null && check.Count == 0)
        {
            Replace(instruction, OpCodes.Leave, end);
            return;
        }
        Replace(instruction, opCode, operand);
        editor.After(instruction, [.. check, Instruction.Create(OpCodes.Leave, end)]);
    }

    // A coverage tool looks for a compiler's catch block by the five instructions behind each handler of an async method, and
    // gives up on a method that has fewer.
    IEnumerable<Instruction> Spacing()
    {
        const int Looked = 5;
        return code.IsAsync ? Enumerable.Range(0, Looked).Select(_ => Instruction.Create(OpCodes.Nop)) : [];
    }

    // The instruction stays the same object: branches, scopes and points refer to it.
    static void Replace(Instruction instruction, OpCode opCode, object? operand)
    {
        instruction.OpCode = opCode;
        instruction.Operand = operand;
    }
}
