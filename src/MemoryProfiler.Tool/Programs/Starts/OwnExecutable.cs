using MemoryProfiler.Tool.Programs.Files;
using MemoryProfiler.Tool.Programs.Hosts;

namespace MemoryProfiler.Tool.Programs.Starts;

/// <summary>A program that is started by an executable of its own.</summary>
static class OwnExecutable
{
    /// <summary>The program that one starts.</summary>
    /// <param name="executable">Its path, links not followed.</param>
    /// <param name="words">The command line.</param>
    /// <param name="scratch">A folder for files that the program needs while it runs.</param>
    public static ProgramToProfile Of(string executable, IReadOnlyList<string> words, string scratch)
    {
        var real = RealPath.Of(executable);
        var content = Content(words[0], real);
        if (AppHost.IsBundle(content))
            throw new ToolException($"\"{words[0]}\" is a single file that holds its assemblies, which cannot be replaced in there: publish it without PublishSingleFile, or give the dll that the build leaves: dotnet app.dll.");
        if (!AppHost.Is(content))
            throw NoProgram(words[0], real, content);
        var main = AppHost.AssemblyOf(real, content)
            ?? throw new ToolException($"The assembly that \"{words[0]}\" starts is not beside it: build the program again, or give its dll: dotnet app.dll.");
        return HostedProgram.OfExecutable(executable, main, words, scratch);
    }

    static byte[] Content(string word, string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"\"{word}\" cannot be read: {e.Message}", ExitCodes.NotExecutable, e);
        }
    }

    static ToolException NoProgram(string word, string path, ReadOnlySpan<byte> content) =>
        content.StartsWith("#!"u8) ? new ToolException($"\"{word}\" is a script: give the .NET program that it starts.")
        : ManagedFile.Of(path) is { } managed ? new ToolException(OfManaged(word, managed))
        : Path.GetFileNameWithoutExtension(word) is "mono" or "mono-sgen" ? new ToolException($"\"{word}\" is Mono, which has no .NET 8: build the program for .NET 8 or later, and start it with dotnet app.dll.")
        : IsNativeAot(content) ? new ToolException($"\"{word}\" was compiled to native code (PublishAot), which cannot be profiled by line: publish it without PublishAot, or give the dll that the build leaves: dotnet app.dll.")
        : new ToolException($"\"{word}\" is no .NET program: give the .NET program that it starts, such as dotnet app.dll.");

    static string OfManaged(string word, ManagedFile managed) =>
        managed.IsForNetFramework
            ? $"\"{word}\" is built for {managed.Target}, and only .NET 8 and later can be profiled: build it for .NET 8 or later."
            : $"\"{word}\" is an assembly that starts no runtime of .NET 8 or later: write dotnet {word}.";

    // The section that the compiler gives to compiled managed code: on Linux and macOS, and on Windows.
    static bool IsNativeAot(ReadOnlySpan<byte> content) => content.IndexOf("__managedcode"u8) >= 0 || content.IndexOf(".managed\0"u8) >= 0;
}
