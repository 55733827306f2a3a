namespace MemoryProfiler.Pictures;

/// <summary>One of the forms in which a picture is written.</summary>
/// <typeparam name="T">What the picture is of.</typeparam>
/// <param name="Ending">What a file's name ends in, with the dot.</param>
/// <param name="Holds">What such a file holds, in a sentence.</param>
/// <param name="Write">Writes the picture.</param>
sealed record PictureForm<T>(string Ending, string Holds, Action<T, TextWriter> Write);
