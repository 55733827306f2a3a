using System.Diagnostics;
using MemoryProfiler.Hosting.Variables;
using MemoryProfiler.Settings;
using MemoryProfiler.Tool.Decompiling;
using MemoryProfiler.Tool.Programs;

namespace MemoryProfiler.Tool.Profiling;

/// <summary>A run of a program that is profiled without being changed: what is woven before, told at its start, and read at its end.</summary>
sealed class ProfiledRun : IDisposable
{
    const string NativeProfiler = "CORECLR_ENABLE_PROFILING";

    static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    readonly ProfileRequest _request;
    readonly RunFolder _folder;
    readonly WovenProgram _woven;
    readonly ProgramToProfile _program;
    readonly TextWriter _error;
    LoadCheck _check;

    ProfiledRun(ProfileRequest request, RunFolder folder, WovenProgram woven, ProgramToProfile program, TextWriter error)
    {
        (_request, _folder, _woven, _program, _error) = (request, folder, woven, program, error);
        _check = new LoadCheck(woven.Copies);
    }

    /// <summary>Weaves what is asked for.</summary>
    /// <param name="request">What that is.</param>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="error">Where is told what was woven.</param>
    /// <exception cref="ToolException">There is nothing that can be profiled.</exception>
    public static ProfiledRun Prepare(ProfileRequest request, IReadOnlyList<string> words, TextWriter error)
    {
        if (Environment.GetEnvironmentVariable(ToolRunSwitch.Variable) is { Length: > 0 } other)
            throw new ToolException($"This is run by another `dotnet mprof run --profile` (it has set {ToolRunSwitch.Variable}={other}): a program can be profiled by one at a time.", ExitCodes.Usage);
        var folder = RunFolder.Create();
        try
        {
            var program = ProgramToProfile.Of(words, folder.Path);
            var cache = WovenCache.Open(request.Cache, folder.Path, out var note);
            if (note is not null)
                error.WriteLine($"Note: {note}");
            var woven = WovenProgram.Of(AssemblyChoice.Of(program, request.Assemblies, request.WithTypes), request.Patterns, cache);
            foreach (var message in woven.Messages)
                error.WriteLine($"Note: {message}");
            if (Environment.GetEnvironmentVariable(NativeProfiler) == "1")
                error.WriteLine($"Note: {NativeProfiler}=1 starts another profiler in the program: what it allocates on the program's threads is in the figures.");
            error.WriteLine($"dotnet-mprof: {woven.Summary}");
            return new ProfiledRun(request, folder, woven, program, error);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>What is to be started: an executable's full path and its arguments.</summary>
    public IReadOnlyList<string> Words => _program.Words;

    /// <summary>Tells the program that is about to be started.</summary>
    public void Tell(ProcessStartInfo start)
    {
        var libraries = RuntimeFiles.For(_program.Frameworks[^1].Major, _request.WithTypes);
        var loaded = _folder.Tell(start, [.. _woven.Copies.Select(copy => copy.Path!), .. libraries], _program, _request.WithChildren, byStore: OperatingSystem.IsWindows());
        _check = new LoadCheck([.. _woven.Copies.Select((copy, i) => copy with { Path = loaded[i] })]);
        // Who asks for a profile does not want it off.
        start.Environment.Remove(ProfilerSwitch.Variable.Name);
        if (_request.WithTypes)
            start.Environment[TypeSwitch.Variable.Name] = "on";
        if (_request.BreakAbove is { } limit)
            start.Environment[EnvironmentVariables.OptionPrefix + nameof(MemoryProfilerOptions.BreakAbove)] = limit;
    }

    /// <summary>Says whether the woven copies are those that are loaded, as soon as a process tells; returns when the program has ended.</summary>
    public async Task WatchStartAsync(Process program)
    {
        var ended = program.WaitForExitAsync();
        do
        {
            if (RunRecord.AllIn(_folder.Path) is [var first, ..])
            {
                foreach (var sentence in _check.AtStart(first))
                    _error.WriteLine($"Note: {sentence}");
                break;
            }
        }
        while (await Task.WhenAny(ended, Task.Delay(_pause)) != ended);
        await ended;
    }

    /// <summary>Shows what the program has left.</summary>
    /// <param name="exitCode">What the program ended with.</param>
    /// <param name="output">Standard output, for a report that is wanted there.</param>
    /// <returns>The exit code for the tool: the program's, unless that is a success and nothing was profiled.</returns>
    public int Finish(int exitCode, TextWriter output)
    {
        var records = RunRecord.AllIn(_folder.Path).Where(record => record.Loaded.Count > 0).ToList();
        if (records.Count == 0)
        {
            _error.WriteLine($"dotnet-mprof: {_check.Nothing(_program.MainAssembly)}");
            return exitCode == ExitCodes.Success ? ExitCodes.Failure : exitCode;
        }
        if (_check.AtEnd(records) is { } sentence)
            _error.WriteLine($"Note: {sentence}");
        var files = _folder.ReportsByProcess();
        var reports = new RunReports(_request.Report, output, _error);
        foreach (var record in records)
        {
            if (!files.TryGetValue(record.Process, out var file))
                _error.WriteLine($"dotnet-mprof: Process {record.Process} ({record.Program}) left no report: it was killed, or has not ended yet.");
            else if (DecompiledLines.Of(ProfileReport.Load(file), OriginalOf) is { Methods.Count: > 0 } report)
                reports.Show(report, record, isAlone: records.Count == 1);
            else
                _error.WriteLine($"dotnet-mprof: Process {record.Process} ({record.Program}) called none of the profiled methods.");
        }
        return exitCode;
    }

    public void Dispose() => _folder.Dispose();

    // One that was built anew meanwhile is another.
    string? OriginalOf(string assembly) => _woven.Copies.FirstOrDefault(copy => copy.Name == assembly) is { } copy && copy.IsStillOf(copy.Source) ? copy.Source : null;
}
