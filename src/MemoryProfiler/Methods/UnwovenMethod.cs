namespace MemoryProfiler.Methods;

/// <summary>Something marked with <c>[Profile]</c> or <c>[MaxAllocation]</c> in an assembly that the weaver never saw.</summary>
/// <param name="Assembly">The assembly's simple name.</param>
/// <param name="Name">The method, property or type.</param>
sealed record UnwovenMethod(string Assembly, string Name);
