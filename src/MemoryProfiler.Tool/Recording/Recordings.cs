namespace MemoryProfiler.Tool.Recording;

/// <summary>Recordings that were left as files.</summary>
static class Recordings
{
    /// <summary>
    /// Reads those that words name, or the newest one of the current folder. What of them cannot be read is told, and the
    /// rest is used.
    /// </summary>
    /// <param name="words">Files, or numbers of the list.</param>
    /// <param name="error">Where notes go.</param>
    /// <exception cref="ToolException">One is not there.</exception>
    /// <exception cref="IOException">One cannot be read.</exception>
    /// <exception cref="InvalidDataException">Nothing in one can be read.</exception>
    public static IReadOnlyList<(string File, MemoryRecording Recording)> Load(IReadOnlyList<string> words, TextWriter error)
    {
        var files = words.Count == 0 ? [RecordingFiles.Here.Last()] : RecordingFiles.Here.Find(words);
        return [.. files.Select(file => (file, Load(file, error)))];
    }

    static MemoryRecording Load(string file, TextWriter error)
    {
        var recording = MemoryRecording.Load(file);
        foreach (var note in recording.Notes)
            error.WriteLine($"Note: {note}");
        return recording;
    }
}
