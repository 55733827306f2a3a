namespace MemoryProfiler.Torture.Preparing;

/// <summary>What preparing the methods of one assembly gave.</summary>
/// <param name="Assembly">Path of the assembly.</param>
/// <param name="Prepared">Methods the runtime accepted.</param>
/// <param name="Compiled">Methods the JIT compiled meanwhile.</param>
/// <param name="Unfit">Generic methods for which no type arguments were found.</param>
/// <param name="Failures">Methods that failed, each with its exception.</param>
sealed record Preparation(string Assembly, int Prepared, int Compiled, int Unfit, IReadOnlyList<PreparationFailure> Failures);
