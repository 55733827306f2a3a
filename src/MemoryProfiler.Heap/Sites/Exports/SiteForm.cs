using MemoryProfiler.Sites.Tables;

namespace MemoryProfiler.Sites.Exports;

/// <summary>One of the forms in which allocation sites are written.</summary>
/// <param name="Ending">What a file's name ends in, with the dot.</param>
/// <param name="Holds">What such a file holds, in a sentence.</param>
/// <param name="Write">Writes all of a snapshot.</param>
sealed record SiteForm(string Ending, string Holds, Action<SiteContent, StreamWriter> Write);
