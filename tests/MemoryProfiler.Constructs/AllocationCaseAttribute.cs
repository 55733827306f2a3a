namespace MemoryProfiler.Constructs;

/// <summary>Marks a profiled method without parameters whose bytes are compared with a bracket around its call.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllocationCaseAttribute : Attribute;
