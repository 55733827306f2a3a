namespace MemoryProfiler.Tool.Decompiling;

/// <summary>Where a statement of decompiled C# begins, in IL and in the text.</summary>
/// <param name="Offset">The first IL offset that belongs to it.</param>
/// <param name="EndOffset">The first behind it that does not.</param>
/// <param name="Line">The line of the text it begins on, from 1.</param>
readonly record struct CodePoint(int Offset, int EndOffset, int Line);
