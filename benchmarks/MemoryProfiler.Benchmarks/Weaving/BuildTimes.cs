namespace MemoryProfiler.Benchmarks.Weaving;

/// <summary>What one build took, in milliseconds.</summary>
/// <param name="Compiler">The compiler, a process of its own.</param>
/// <param name="Weaver">The weaver's task, with the reading and writing of the assembly.</param>
/// <param name="WeaverProcessor">The processor's time during that task.</param>
readonly record struct BuildTimes(double Compiler, double Weaver, double WeaverProcessor);
