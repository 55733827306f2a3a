using System.Diagnostics;
using MemoryProfiler.Timeline.SpanFiles;

namespace MemoryProfiler.Tool.Recording;

/// <summary>
/// Where a recorded program, and the children it starts, write their profiled calls, if they use MemoryProfiler. They are told
/// by a variable, so nothing of them has to be changed. The folder is removed when it has been read.
/// </summary>
sealed class SpanFolder : IDisposable
{
    const string File = "{pid}.spans";

    SpanFolder(string path) => Path = path;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Makes it; null if who runs the tool has spans written elsewhere, or there is no place for it.</summary>
    public static SpanFolder? Create()
    {
        if (!string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(SpanFileWriter.Variable)))
            return null;
        try
        {
            return new SpanFolder(Directory.CreateTempSubdirectory("mprof-").FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Spans are worth less than the recording.
            return null;
        }
    }

    /// <summary>Tells a program of it.</summary>
    public void Tell(ProcessStartInfo start) => start.Environment[SpanFileWriter.Variable] = System.IO.Path.Combine(Path, File);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A child that still runs writes into it.
        }
    }
}
