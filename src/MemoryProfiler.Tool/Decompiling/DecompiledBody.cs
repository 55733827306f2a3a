namespace MemoryProfiler.Tool.Decompiling;

/// <summary>What the decompiler made of one compiled body.</summary>
/// <param name="Text">The lines of the type's text.</param>
/// <param name="FirstLine">The first line of what the body is of, from 1.</param>
/// <param name="LastLine">The last line of it.</param>
/// <param name="Points">Where its statements begin, by offset; none if it has no statement.</param>
/// <param name="Tests">Offsets of tests that are the statement's before them, wherever the points put them.</param>
sealed record DecompiledBody(IReadOnlyList<string> Text, int FirstLine, int LastLine, IReadOnlyList<CodePoint> Points, IReadOnlySet<int> Tests);
