namespace MemoryProfiler.Torture.Work;

/// <summary>What a piece of work takes.</summary>
/// <param name="Milliseconds">Processor time of all threads.</param>
sealed record WorkTime(double Milliseconds);
