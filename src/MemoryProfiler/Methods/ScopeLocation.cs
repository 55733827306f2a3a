namespace MemoryProfiler.Methods;

/// <summary>Shortens the source path of a scope. Unlike a woven method's, it was not made relative to its project at build time.</summary>
static class ScopeLocation
{
    /// <summary>Where a scope was first entered, as reports show it.</summary>
    public static string Of(NamedScope scope) => Shorten(scope.File, AppContext.BaseDirectory);

    /// <summary>
    /// The path below the deepest folder that holds both the file and the program. It is whole if that is the root or
    /// there is none.
    /// </summary>
    /// <param name="file">The path as the compiler wrote it.</param>
    /// <param name="programFolder">Where the program runs, usually some levels below its project.</param>
    public static string Shorten(string file, string programFolder)
    {
        var common = 0;
        var depth = 0;
        for (var i = 0; i < file.Length && i < programFolder.Length && Same(file[i], programFolder[i]); i++)
        {
            if (!IsSeparator(file[i]))
                continue;
            common = i + 1;
            depth++;
        }
        return (depth > 1 ? file[common..] : file).Replace('\\', '/');
    }

    static bool Same(char a, char b) => a == b || (IsSeparator(a) && IsSeparator(b));

    static bool IsSeparator(char c) => c is '/' or '\\';
}
