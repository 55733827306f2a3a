using System.Globalization;

namespace MemoryProfiler.Diagnostics;

/// <summary>
/// Paths as users write them in options and variables. <c>{pid}</c> becomes the number of the process, <c>{time}</c> the
/// local time. A relative path is one below the folder the program was started in, wherever it has gone since.
/// </summary>
static class PathTemplate
{
    const string ProcessNumber = "{pid}";
    const string Time = "{time}";

    static readonly string _startFolder = Environment.CurrentDirectory;

    /// <summary>Notes the folder the program is started in; called before any of its code has run.</summary>
    public static void Start() => GC.KeepAlive(_startFolder);

    /// <summary>The path with its placeholders filled in, as of now.</summary>
    public static string Expand(string path) =>
        path.Replace(ProcessNumber, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase)
            .Replace(Time, DateTime.Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase);

    /// <summary>The whole path: placeholders filled in, and below the folder the program was started in if it is relative.</summary>
    public static string Resolve(string path) => Path.GetFullPath(Expand(path), _startFolder);
}
