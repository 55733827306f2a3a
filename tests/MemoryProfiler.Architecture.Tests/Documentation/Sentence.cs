namespace MemoryProfiler.Architecture.Tests.Documentation;

/// <summary>A sentence of a doc comment.</summary>
/// <param name="File">Where it stands, below <c>src</c>.</param>
/// <param name="Words">How many words it has; a reference to code is one.</param>
/// <param name="Text">The sentence, its references left out.</param>
sealed record Sentence(string File, int Words, string Text);
