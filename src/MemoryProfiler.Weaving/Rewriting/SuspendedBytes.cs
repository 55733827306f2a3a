using MemoryProfiler.Weaving.Il;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Rewriting;

/// <summary>
/// By how much weaving makes bigger what the runtime keeps of a suspended call. That is the local that says which call it is,
/// and an exception, which the runtime keeps where an await stands in a try block. Where code is not optimised all locals are
/// kept: the activation and what is returned too.
/// </summary>
static class SuspendedBytes
{
    const int WordBytes = 8;

    /// <summary>Loads the bytes.</summary>
    /// <param name="method">The method, that nothing is inserted into yet.</param>
    /// <param name="isOptimized">Whether the JIT optimises it.</param>
    public static IEnumerable<Instruction> Load(MethodDefinition method, bool isOptimized)
    {
        var body = method.Body;
        var isGuarded = body.Instructions.Where(RuntimeAwait.Is).Any(at => body.ExceptionHandlers.Any(handler => at.Offset >= handler.TryStart.Offset && at.Offset < handler.TryEnd.Offset));
        var words = (isGuarded ? 1 : 2) + (isOptimized ? 0 : 1);
        if (isOptimized || RuntimeAwait.Result(method) is not { } result || body.Instructions.All(at => at.OpCode.Code != Code.Ret))
            return [Instruction.Create(OpCodes.Ldc_I4, words * WordBytes)];
        if (!IsMeasured(result))
            return [Instruction.Create(OpCodes.Ldc_I4, (words + 1) * WordBytes)];
        return
        [
            Instruction.Create(OpCodes.Sizeof, result),
            Instruction.Create(OpCodes.Ldc_I4, ((words + 1) * WordBytes) - 1),
            Instruction.Create(OpCodes.Add),
            Instruction.Create(OpCodes.Ldc_I4, -WordBytes),
            Instruction.Create(OpCodes.And),
        ];
    }

    /// <summary>Whether a value is kept in a local of another type, which takes as much as all others: the runtime packs small ones.</summary>
    public static bool IsWidened(TypeReference type) => type.MetadataType is
        MetadataType.Boolean or MetadataType.Char or MetadataType.SByte or MetadataType.Byte or MetadataType.Int16 or MetadataType.UInt16 or MetadataType.Int32 or MetadataType.UInt32;

    static bool IsMeasured(TypeReference type) => type.MetadataType is MetadataType.ValueType or MetadataType.GenericInstance or MetadataType.Var or MetadataType.MVar && (type.IsValueType || type.IsGenericParameter);
}
