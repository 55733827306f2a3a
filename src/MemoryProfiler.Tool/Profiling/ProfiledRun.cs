using System.Diagnostics;
using MemoryProfiler.Hosting.Variables;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Tool.Profiling;

/// <summary>A run of a program that is profiled without being changed: what is woven before, told at its start, and read at its end.</summary>
sealed class ProfiledRun : IDisposable
{
    readonly ProfileRequest _request;
    readonly RunFolder _folder;
    readonly WovenProgram _woven;
    readonly IReadOnlyList<string> _libraries;
    readonly TextWriter _error;

    ProfiledRun(ProfileRequest request, RunFolder folder, WovenProgram woven, IReadOnlyList<string> libraries, TextWriter error) =>
        (_request, _folder, _woven, _libraries, _error) = (request, folder, woven, libraries, error);

    /// <summary>Weaves what is asked for.</summary>
    /// <param name="request">What that is.</param>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="error">Where is told what was woven.</param>
    /// <exception cref="ToolException">There is nothing that can be profiled.</exception>
    public static ProfiledRun Prepare(ProfileRequest request, IReadOnlyList<string> words, TextWriter error)
    {
        var folder = RunFolder.Create();
        try
        {
            var cache = WovenCache.Open(request.Cache, folder.Path, out var note);
            if (note is not null)
                error.WriteLine($"Note: {note}");
            var woven = WovenProgram.Of([Path.GetFullPath(words[1])], request.Patterns, cache);
            foreach (var message in woven.Messages)
                error.WriteLine($"Note: {message}");
            error.WriteLine($"dotnet-mprof: {woven.Summary}");
            return new ProfiledRun(request, folder, woven, RuntimeFiles.For(10, request.WithTypes), error);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Tells the program that is about to be started.</summary>
    public void Tell(ProcessStartInfo start)
    {
        _folder.Tell(start, [.. _woven.Copies.Select(copy => copy.Path!), .. _libraries], _request.WithChildren);
        // Who asks for a profile does not want it off.
        start.Environment.Remove(ProfilerSwitch.Variable.Name);
        if (_request.WithTypes)
            start.Environment[TypeSwitch.Variable.Name] = "on";
        if (_request.BreakAbove is { } limit)
            start.Environment[EnvironmentVariables.OptionPrefix + nameof(MemoryProfilerOptions.BreakAbove)] = limit;
    }

    /// <summary>Shows what the program has left.</summary>
    /// <param name="exitCode">What the program ended with.</param>
    /// <param name="output">Where a report goes that is asked for there.</param>
    /// <returns>The exit code for the tool: the program's, unless that is a success and nothing was profiled.</returns>
    public int Finish(int exitCode, TextWriter output)
    {
        foreach (var (_, file) in _folder.ReportsByProcess())
            ProfileReport.Load(file).Write(_request.Report == "-" ? output : _error, null);
        return exitCode;
    }

    public void Dispose() => _folder.Dispose();
}
