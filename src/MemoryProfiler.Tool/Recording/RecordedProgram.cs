using System.ComponentModel;
using System.Diagnostics;

namespace MemoryProfiler.Tool.Recording;

/// <summary>A program that is started to be recorded. It has the tool's own streams, folder and variables.</summary>
static class RecordedProgram
{
    const int NoSuchFile = 2;
    const int WindowsNoSuchPath = 3;

    /// <summary>Starts it.</summary>
    /// <param name="words">Its name and its arguments.</param>
    /// <param name="prepare">Tells it what else it has to know.</param>
    /// <exception cref="ToolException">It is not there (127), or may not be executed (126).</exception>
    public static Process Start(IReadOnlyList<string> words, Action<ProcessStartInfo>? prepare)
    {
        if (words[0].Length == 0)
            throw new ToolException("The program has no name.", ExitCodes.NotFound);
        if (Directory.Exists(words[0]))
            throw new ToolException($"\"{words[0]}\" cannot be executed: it is a folder.", ExitCodes.NotExecutable);
        var start = new ProcessStartInfo(words[0]) { UseShellExecute = false };
        foreach (var word in words.Skip(1))
            start.ArgumentList.Add(word);
        prepare?.Invoke(start);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw e.NativeErrorCode is NoSuchFile or WindowsNoSuchPath
                ? new ToolException($"There is no program \"{words[0]}\".", ExitCodes.NotFound, e)
                : new ToolException($"\"{words[0]}\" cannot be executed: {new Win32Exception(e.NativeErrorCode).Message}.", ExitCodes.NotExecutable, e);
        }
    }
}
