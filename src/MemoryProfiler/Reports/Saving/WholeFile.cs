using System.Globalization;

namespace MemoryProfiler.Reports.Saving;

/// <summary>Text files that are there as a whole or not at all, whenever the process ends.</summary>
static class WholeFile
{
    // As a rule all of it: the file is there for a moment alone under a name that is not its own.
    const int BufferBytes = 64 * 1024;

    static int _count;

    /// <summary>Writes a file, in place of an older one if there is one. Its folder is made if it is missing. Safe from any thread.</summary>
    /// <param name="path">The file. A link stays one: what it leads to is replaced.</param>
    /// <param name="write">Writes what it holds; what it throws comes through, and the older file stays.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, Action<TextWriter> write)
    {
        var isThere = File.Exists(path);
        var target = isThere ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        if (Path.GetDirectoryName(target) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        // Several processes and threads may be writing to one path.
        var unfinished = Path.ChangeExtension(target, string.Create(CultureInfo.InvariantCulture,
            $".{Environment.ProcessId}-{Interlocked.Increment(ref _count)}.unfinished{Path.GetExtension(target)}"));
        try
        {
            using (var file = new LateFile(unfinished))
            {
                using (var writer = new StreamWriter(new BufferedStream(file, BufferBytes)))
                    write(writer);
                file.Make();
            }
            if (isThere && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(unfinished, File.GetUnixFileMode(target));
            File.Move(unfinished, target, overwrite: true);
        }
        catch (Exception e)
        {
            // Half a file, written where memory or the disk ran out on the way, helps no one.
            Delete(unfinished);
            if (e is IOException)
                throw new IOException(e.Message.Replace(unfinished, path, StringComparison.Ordinal), e);
            throw;
        }
    }

    static void Delete(string unfinished)
    {
        try
        {
            File.Delete(unfinished);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The fault that is about to be thrown says more.
        }
    }
}
