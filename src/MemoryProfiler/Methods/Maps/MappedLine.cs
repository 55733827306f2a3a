namespace MemoryProfiler.Methods.Maps;

/// <summary>A source line of a method.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Text">Its text, empty where it is not embedded.</param>
/// <param name="File">The file it stands in, if it is not the method's own.</param>
readonly record struct MappedLine(int Number, string Text, string? File = null);
