using System.ComponentModel;
using System.Diagnostics;

namespace MemoryProfiler.Tool.Terminal;

/// <summary>The program that this system shows pages and pictures with.</summary>
static class Browser
{
    /// <summary>Shows a file.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public static void Open(string path)
    {
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(path) { UseShellExecute = true }
            : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [path]);
        try
        {
            using var process = Process.Start(start);
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException)
        {
            throw new ToolException($"The picture is in \"{path}\", but this system has nothing to open it with.", inner: e);
        }
    }
}
