using MemoryProfiler.Tool.Plotting;

namespace MemoryProfiler.Tool.Recording;

/// <summary>What is done and told when a recording has ended.</summary>
static class RecordingEnd
{
    /// <summary>Finishes the file, and tells what could not be recorded and, in a terminal, what was.</summary>
    public static void Tell(MemoryRecording recording, RecordingTarget target, TextWriter error, bool isTerminal)
    {
        foreach (var note in recording.Notes)
            error.WriteLine($"Note: {note}");
        try
        {
            target.Finish(recording);
        }
        catch (IOException e)
        {
            // The program's exit code is still the one that counts.
            error.WriteLine($"dotnet-mprof: {e.Message} What was recorded is in \"{target.Growing}\".");
            return;
        }
        if (isTerminal && recording.Peak is { } peak)
            error.WriteLine($"{target.Path}: peak {ByteSize.Format(peak.Bytes)} at {TimeText.Of(peak.Time)}. dotnet mprof plot draws it.");
    }
}
