using MemoryProfiler.Timeline.Files;

namespace MemoryProfiler;

public sealed partial record MemoryRecording
{
    /// <summary>Reads a recording from a file: a <c>.json</c> of <see cref="Save"/>'s, or a <c>.dat</c> of its or of <c>mprof</c>'s.</summary>
    /// <param name="path">The file. One with another ending is read as <c>.dat</c>, unless it begins as JSON does.</param>
    /// <returns>The recording. Lines of a <c>.dat</c> that cannot be read are left out and named in its <see cref="Notes"/>.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no recording, has no sample at all, or was written by a newer version.</exception>
    public static MemoryRecording Load(string path) => RecordingFile.Load(path);

    /// <summary>Writes the recording to a file, in the form that its ending names.</summary>
    /// <param name="path">
    /// The file. A <c>.json</c> holds everything. A <c>.dat</c> is what <c>mprof</c> of Python's memory_profiler reads:
    /// the first series, the children's of the same metric, and spans, whose names lose their blanks. An existing one is
    /// replaced as a whole, and a folder that is missing is made. <c>{pid}</c> becomes the number of the process,
    /// <c>{time}</c> the local time.
    /// </param>
    /// <exception cref="ArgumentException">The path is empty or ends in something else.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => RecordingFile.Save(this, path);
}
