using System.Diagnostics.CodeAnalysis;

namespace MemoryProfiler.Probes.Machines;

/// <summary>What is known of a type of state machines.</summary>
static class WovenMachine<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TMachine>
{
    /// <summary>Whether it is a struct with the weaver's field, which makes each object bigger that holds one.</summary>
    public static readonly bool IsWider = typeof(TMachine).IsValueType && typeof(TMachine).GetField("<>logicalCall") != null;
}
