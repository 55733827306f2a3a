namespace MemoryProfiler.Torture;

/// <summary>A folder that is gone when the run is over.</summary>
sealed class ScratchFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("memoryprofiler-torture-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
