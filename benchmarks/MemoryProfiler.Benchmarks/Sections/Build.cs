namespace MemoryProfiler.Benchmarks.Sections;

/// <summary>One build of the benchmark programs.</summary>
/// <param name="Programs">Whole programs by name.</param>
/// <param name="Loops">Loops around one kind of probe by name.</param>
sealed record Build(IReadOnlyDictionary<string, Action> Programs, IReadOnlyDictionary<string, Action> Loops);
