using Mono.Cecil;

namespace MemoryProfiler.Weaving.Naming;

/// <summary>What a member of an extension block was declared as.</summary>
/// <param name="Declaration">The declaration without a body.</param>
/// <param name="Receiver">The parameter of its block.</param>
/// <param name="TypeParameters">The names of its block's type parameters.</param>
sealed record ExtensionMember(MethodDefinition Declaration, ParameterDefinition Receiver, IReadOnlyList<string> TypeParameters)
{
    /// <summary>How many of the implementation's parameters are the receiver.</summary>
    public int ReceiverParameters => Declaration.IsStatic ? 0 : 1;
}
