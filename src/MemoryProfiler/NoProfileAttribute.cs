namespace MemoryProfiler;

/// <summary>Takes a method, property, event or type out of what a <see cref="ProfileAttribute"/> around it marks.</summary>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Event
    | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface,
    Inherited = false)]
public sealed class NoProfileAttribute : Attribute;
