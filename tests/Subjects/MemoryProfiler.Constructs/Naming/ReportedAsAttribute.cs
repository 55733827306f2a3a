namespace MemoryProfiler.Constructs.Naming;

/// <summary>What reports call a member, without the namespace. It stands in the member's first line, so that its table has to begin with it.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property, AllowMultiple = false)]
sealed class ReportedAsAttribute(string name) : Attribute
{
    public string Name => name;
}
