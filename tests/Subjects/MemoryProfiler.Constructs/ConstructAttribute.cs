namespace MemoryProfiler.Constructs;

/// <summary>Marks a driver: a method that uses one construct through profiled members and writes what it sees.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConstructAttribute : Attribute;
