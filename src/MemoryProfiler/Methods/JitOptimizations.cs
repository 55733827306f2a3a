using System.Diagnostics;
using System.Reflection;

namespace MemoryProfiler.Methods;

/// <summary>Whether the JIT compiler may optimise an assembly's code.</summary>
static class JitOptimizations
{
    // Not by its type: where a trimmed program's DebuggerSupport is off the trimmer takes the attribute away, and warns of code that names it.
    const string Attribute = "System.Diagnostics.DebuggableAttribute";

    /// <summary>Whether a build without optimisation forbids it.</summary>
    public static bool AreDisabled(Assembly? assembly) =>
        assembly?.GetCustomAttributesData().FirstOrDefault(attribute => attribute.AttributeType.FullName == Attribute) is { } found
        && found.ConstructorArguments.Select(argument => argument.Value).ToArray() switch
        {
            [int modes] => ((DebuggableAttribute.DebuggingModes)modes).HasFlag(DebuggableAttribute.DebuggingModes.DisableOptimizations),
            [_, bool isDisabled] => isDisabled,
            _ => false,
        };
}
