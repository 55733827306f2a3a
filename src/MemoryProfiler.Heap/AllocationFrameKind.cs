namespace MemoryProfiler;

/// <summary>Whose code a frame of a call path is.</summary>
public enum AllocationFrameKind
{
    /// <summary>The program's own: its projects, or any assembly with symbols where nothing says what is a package.</summary>
    Own,

    /// <summary>A package's, or that of an assembly without symbols.</summary>
    Library,

    /// <summary>.NET's own libraries, those of Microsoft and this profiler.</summary>
    Runtime,
}
