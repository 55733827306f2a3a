using System.Diagnostics.CodeAnalysis;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Reports.Saving;

namespace MemoryProfiler.Timeline.Files;

/// <summary>Recordings as files; every failure is one exception that names the path and what was expected.</summary>
static class RecordingFile
{
    const string Dat = ".dat";
    const string Json = ".json";

    public static void Save(MemoryRecording recording, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Action<MemoryRecording, TextWriter> write = Path.GetExtension(path).ToLowerInvariant() switch
        {
            Dat => DatFormat.Write,
            Json => RecordingJson.Write,
            _ => throw new ArgumentException($"\"{path}\" does not say in which form to write: a recording's file ends in {Dat} or {Json}.", nameof(path)),
        };
        path = PathTemplate.Expand(path);
        try
        {
            WholeFile.Write(path, writer => write(recording, writer));
        }
        catch (Exception e) when (IsOfFiles(e))
        {
            throw new IOException($"The recording cannot be written to \"{path}\": {e.Message} Give a path in a folder that may be written to.", e);
        }
    }

    public static MemoryRecording Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (IsJson(file))
            {
                using var text = new StreamReader(file);
                return RecordingJson.Read(text.ReadToEnd(), path);
            }
            return DatReader.Read(file, path);
        }
        catch (Exception e) when (IsOfFiles(e))
        {
            throw new IOException($"The recording \"{path}\" cannot be read: {e.Message} Give the path of a {Dat} or {Json} file that was recorded.", e);
        }
    }

    /// <summary>Whether a file system throws it for a path that is not what it should be.</summary>
    public static bool IsOfFiles(Exception e) => e is IOException or UnauthorizedAccessException or NotSupportedException;

    // By what is in it: whoever renamed a file knows what it holds.
    [SuppressMessage("Reliability", "CA2022", Justification = "A file that has no first byte is read as an empty one.")]
    static bool IsJson(FileStream file)
    {
        Span<byte> start = stackalloc byte[64];
        var length = file.Read(start);
        file.Position = 0;
        ReadOnlySpan<byte> text = start[..length];
        if (text.StartsWith("\uFEFF"u8))
            text = text[3..];
        return text.TrimStart(" \t\r\n"u8).StartsWith("{"u8);
    }
}
