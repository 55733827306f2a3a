namespace MemoryProfiler.Naming;

/// <summary>A static field that can be the one that the runtime means.</summary>
/// <param name="Declaring">The class.</param>
/// <param name="Name">The field.</param>
/// <param name="Place">Its place in the order of assemblies, classes and fields.</param>
readonly record struct StaticField(Type Declaring, string Name, long Place);
