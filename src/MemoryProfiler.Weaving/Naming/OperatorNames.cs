using MemoryProfiler.Reports;
using Mono.Cecil;

namespace MemoryProfiler.Weaving.Naming;

/// <summary>Which methods are operators.</summary>
static class OperatorNames
{
    /// <summary>Whether a method is declared with the word <c>operator</c>.</summary>
    public static bool IsOperator(MethodDefinition method) =>
        Of(method, () => "") is not null;

    /// <summary>The operator that a method is; null if it is none.</summary>
    public static string? Of(MethodDefinition method, Func<string> returned) =>
        // An explicit implementation and a declaration in an extension block have no special name.
        method.IsSpecialName || method.HasOverrides || ExtensionBlocks.IsDeclaration(method) ? OperatorTexts.Of(SourceNames.Simple(method), returned) : null;
}
