namespace MemoryProfiler.Benchmarks;

/// <summary>The repository this program was built in.</summary>
static class Repository
{
    /// <summary>Its folder.</summary>
    public static string Folder { get; } = Find();

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MemoryProfiler.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException("The benchmark must run inside its repository: it builds a project with the weaver there.");
    }
}
