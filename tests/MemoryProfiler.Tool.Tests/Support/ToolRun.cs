using System.Diagnostics;

namespace MemoryProfiler.Tool.Tests.Support;

/// <summary>The tool, started as a process of its own.</summary>
static class ToolRun
{
    /// <summary>Runs the tool in a folder.</summary>
    public static Task<ProgramRun> In(TemporaryFolder folder, params string[] arguments) => ProgramRun.Of(Info(folder, arguments), ProgramRun.Patience);

    /// <summary>Runs the tool in a folder with variables of its user's.</summary>
    public static Task<ProgramRun> In(TemporaryFolder folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = Info(folder, arguments);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return ProgramRun.Of(start, ProgramRun.Patience);
    }

    /// <summary>Runs the tool in a folder on a terminal of some width, by <c>script</c>; lines end as on one.</summary>
    public static Task<ProgramRun> OnTerminal(TemporaryFolder folder, int columns, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = Info(folder, arguments);
        string[] words = [start.FileName, .. start.ArgumentList];
        start.FileName = "script";
        start.ArgumentList.Clear();
        foreach (var word in new[] { "--quiet", "--return", "--command", $"stty cols {columns} && exec '{string.Join("' '", words)}'", "/dev/null" })
            start.ArgumentList.Add(word);
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("NO_COLOR");
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return ProgramRun.Of(start, ProgramRun.Patience);
    }

    /// <summary>Starts the tool in a folder, its streams redirected.</summary>
    public static Process Start(TemporaryFolder folder, params string[] arguments) => Start([], folder, arguments);

    /// <summary>Starts the tool by another program.</summary>
    public static Process Start(string[] by, TemporaryFolder folder, params string[] arguments)
    {
        var start = Info(folder, arguments);
        start.RedirectStandardInput = true;
        string[] words = [.. by, start.FileName, .. start.ArgumentList];
        start.FileName = words[0];
        start.ArgumentList.Clear();
        foreach (var word in words[1..])
            start.ArgumentList.Add(word);
        return Process.Start(start).ShouldNotBeNull();
    }

    static ProcessStartInfo Info(TemporaryFolder folder, string[] arguments)
    {
        var start = DotnetHost.Start([Path.Combine(AppContext.BaseDirectory, "MemoryProfiler.Tool.dll"), .. arguments]);
        start.WorkingDirectory = folder.Path;
        return start;
    }
}
