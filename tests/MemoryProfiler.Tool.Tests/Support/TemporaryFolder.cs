namespace MemoryProfiler.Tool.Tests.Support;

/// <summary>A folder of one test's own, removed at its end.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("MemoryProfiler.").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
