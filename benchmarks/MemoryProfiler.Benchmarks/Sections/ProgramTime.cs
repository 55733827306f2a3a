using MemoryProfiler.Benchmarks.Harness;

namespace MemoryProfiler.Benchmarks.Sections;

/// <summary>What one program takes.</summary>
/// <param name="Program">Its name.</param>
/// <param name="IsRelease">Whether it is a Release build.</param>
/// <param name="UnwovenNanoseconds">One run of the unwoven build.</param>
/// <param name="Ratio">The woven build in proportion to that.</param>
sealed record ProgramTime(string Program, bool IsRelease, double UnwovenNanoseconds, Ratio Ratio);
