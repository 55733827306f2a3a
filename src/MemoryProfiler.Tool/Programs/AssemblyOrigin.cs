namespace MemoryProfiler.Tool.Programs;

/// <summary>Who wrote an assembly of a program.</summary>
enum AssemblyOrigin
{
    /// <summary>Whoever wrote the program: a project of its, or a file beside a program that has no list of what it depends on.</summary>
    Own,

    /// <summary>A package, or an assembly that a project names by its file.</summary>
    Package,

    /// <summary>.NET itself.</summary>
    Framework,
}
