using System.Runtime.InteropServices;
using System.Text;

namespace MemoryProfiler.Hosting.Runs;

/// <summary>
/// Text files past the framework, by the C library. A thread's first file costs it a few hundred bytes in the framework, and so
/// does the first encoder. Had the profiler used them before, a line of a program that the tool runs would have fewer bytes than
/// the same line of a woven build. On Windows it is the framework all the same.
/// </summary>
static unsafe class UnnoticedFile
{
    const string Library = "libc";

    /// <summary>Adds text to a file's end; makes the file if there is none.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Append(string path, string text)
    {
        if (OperatingSystem.IsWindows())
        {
            File.AppendAllText(path, text);
            return;
        }
        var bytes = Encoding.UTF8.GetBytes(text);
        var file = Open(path, "ab"u8);
        nuint written;
        fixed (byte* first = bytes)
            written = fwrite(first, 1, (nuint)bytes.Length, file);
        if (fclose(file) != 0 || written != (nuint)bytes.Length)
            throw new IOException($"\"{path}\" cannot be written to.");
    }

    /// <summary>The whole text of a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Read(string path)
    {
        if (OperatingSystem.IsWindows())
            return File.ReadAllText(path);
        var file = Open(path, "rb"u8);
        var bytes = new byte[4096];
        var length = 0;
        for (nuint read = 1; read > 0; length += (int)read)
        {
            if (length == bytes.Length)
                Array.Resize(ref bytes, 2 * length);
            fixed (byte* first = bytes)
                read = fread(first + length, 1, (nuint)(bytes.Length - length), file);
        }
        _ = fclose(file);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    static nint Open(string path, ReadOnlySpan<byte> mode)
    {
        // Literals end with a zero that is not in their length.
        fixed (byte* name = Terminated(path), how = mode)
            return fopen(name, how) is var file and not 0 ? file : throw new IOException($"\"{path}\" cannot be opened.");
    }

    static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + '\0');

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern nint fopen(byte* path, byte* mode);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern nuint fwrite(byte* bytes, nuint size, nuint count, nint file);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern nuint fread(byte* bytes, nuint size, nuint count, nint file);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int fclose(nint file);
}
