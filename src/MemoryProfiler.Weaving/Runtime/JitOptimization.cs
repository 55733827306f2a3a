using System.Diagnostics;
using Mono.Cecil;

namespace MemoryProfiler.Weaving.Runtime;

/// <summary>Whether the JIT may optimise the code of a module; a debug build forbids it.</summary>
static class JitOptimization
{
    // The arguments stand behind two bytes that are the same for all attributes.
    const int ArgumentsStart = 2;

    /// <summary>Whether it may not.</summary>
    public static bool IsDisabled(ModuleDefinition module) =>
        module.Assembly?.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.FullName == typeof(DebuggableAttribute).FullName) is { } found
        && IsDisabled(found);

    // One set of flags, or two booleans of which the second is it.
    static bool IsDisabled(CustomAttribute attribute) => attribute.Constructor.Parameters.Count switch
    {
        1 => ((DebuggableAttribute.DebuggingModes)Flags(attribute)).HasFlag(DebuggableAttribute.DebuggingModes.DisableOptimizations),
        2 => attribute.ConstructorArguments[1].Value is true,
        _ => false,
    };

    // To know how long flags are, Cecil opens the framework's assembly where their type is: five megabytes for four bytes.
    static int Flags(CustomAttribute attribute) => attribute.IsResolved
        ? attribute.ConstructorArguments[0].Value as int? ?? 0
        : BitConverter.ToInt32(attribute.GetBlob(), ArgumentsStart);
}
