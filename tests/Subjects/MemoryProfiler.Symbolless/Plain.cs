namespace MemoryProfiler.Symbolless;

/// <summary>A type whose constructor nobody wrote.</summary>
sealed class Plain;
