using System.Diagnostics;
using Mono.Cecil;
using Mono.Collections.Generic;

namespace MemoryProfiler.Weaving.Weaving;

/// <summary>Whether the JIT may optimise the code of a module; a debug build forbids it.</summary>
static class JitOptimization
{
    /// <summary>Whether it may not.</summary>
    public static bool IsDisabled(ModuleDefinition module) =>
        module.Assembly?.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.FullName == typeof(DebuggableAttribute).FullName) is { } found
        && IsDisabled(found.ConstructorArguments);

    // One set of flags, or two booleans of which the second is it.
    static bool IsDisabled(Collection<CustomAttributeArgument> arguments) => arguments.Count == 1
        ? arguments[0].Value is int modes && ((DebuggableAttribute.DebuggingModes)modes).HasFlag(DebuggableAttribute.DebuggingModes.DisableOptimizations)
        : arguments.Count == 2 && arguments[1].Value is true;
}
