namespace MemoryProfiler.Tool.Recording;

/// <summary>Where a recording goes. A <c>.dat</c> gets each sample appended. A <c>.json</c> is made of such a file at the end.</summary>
sealed class RecordingTarget
{
    const string Dat = ".dat";
    const string Json = ".json";

    RecordingTarget(string path)
    {
        Path = path;
        IsJson = path.EndsWith(Json, StringComparison.OrdinalIgnoreCase);
        Growing = IsJson ? System.IO.Path.ChangeExtension(path, ".unfinished" + Dat) : path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The file that grows while it is recorded, and that is there whatever ends the recorder.</summary>
    public string Growing { get; }

    /// <summary>Whether everything is kept: all metrics, and not only the first.</summary>
    public bool IsJson { get; }

    /// <summary>A file, or one of the recorder's own names in the current folder.</summary>
    /// <exception cref="ToolException">It ends in something else.</exception>
    public static RecordingTarget Of(string? path, TimeProvider time)
    {
        path ??= RecordingFiles.NameOf(time.GetLocalNow().DateTime);
        var isKnown = path.EndsWith(Dat, StringComparison.OrdinalIgnoreCase) || path.EndsWith(Json, StringComparison.OrdinalIgnoreCase);
        return isKnown ? new RecordingTarget(path)
            : throw new ToolException($"A recording cannot be written as \"{path}\": it is a file that ends in {Dat} (the samples, as mprof reads them) or {Json} (all metrics).", ExitCodes.Usage);
    }

    /// <summary>Makes the file, so that a place that cannot be written to is known before a program has run in vain.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public void Claim()
    {
        try
        {
            if (System.IO.Path.GetDirectoryName(Growing) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            File.WriteAllBytes(Growing, []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException($"The recording cannot be written to \"{Path}\": {e.Message.TrimEnd('.')}. Give a path in a folder that may be written to.", e);
        }
    }

    /// <summary>Takes the file away again if nothing is in it.</summary>
    public void Release()
    {
        if (File.Exists(Growing) && new FileInfo(Growing).Length == 0)
            File.Delete(Growing);
    }

    /// <summary>Writes what is not in the growing file.</summary>
    /// <exception cref="IOException">It cannot be written; the growing file stays.</exception>
    public void Finish(MemoryRecording recording)
    {
        if (!IsJson)
            return;
        recording.Save(Path);
        File.Delete(Growing);
    }
}
