using MemoryProfiler.Diagnostics;

namespace MemoryProfiler.Timeline.Files;

/// <summary>A <c>.dat</c> file that grows while a recording goes on. Each sample is handed to the system at once, so that it is there whatever ends the process.</summary>
sealed class DatFile : IDisposable
{
    readonly string _path;
    readonly StreamWriter _text;
    readonly DatWriter _lines;

    DatFile(string path, StreamWriter text)
    {
        _path = path;
        _text = text;
        _lines = new DatWriter(text);
    }

    /// <summary>A sentence on why it ended before the recording did; null if it has not.</summary>
    public string? Fault { get; private set; }

    /// <summary>Begins the file, in place of an older one.</summary>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static DatFile Create(string path, string command)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        path = PathTemplate.Expand(path);
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            var file = new DatFile(path, new StreamWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)));
            file._lines.Command(command);
            file._text.Flush();
            return file;
        }
        catch (Exception e) when (RecordingFile.IsOfFiles(e))
        {
            throw new IOException($"The recording cannot be written to \"{path}\": {e.Message} Give a path in a folder that may be written to.", e);
        }
    }

    /// <summary>Writes some lines; a failure ends the file, not the recording.</summary>
    public void Write<T>(T what, Action<DatWriter, T> write)
    {
        if (Fault is not null)
            return;
        try
        {
            write(_lines, what);
            _text.Flush();
        }
        catch (Exception e) when (RecordingFile.IsOfFiles(e))
        {
            Fault = $"\"{_path}\" ends early, as it could not be written any more: {e.Message}";
        }
    }

    public void Dispose()
    {
        try
        {
            _text.Dispose();
        }
        catch (Exception e) when (RecordingFile.IsOfFiles(e))
        {
            // What is still to be flushed is what could not be written.
            Fault ??= $"\"{_path}\" ends early, as it could not be written any more: {e.Message}";
        }
    }
}
