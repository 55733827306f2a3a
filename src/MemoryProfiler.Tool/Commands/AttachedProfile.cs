using System.CommandLine;
using MemoryProfiler.Sites.Exports;
using MemoryProfiler.Tool.Profiling;
using MemoryProfiler.Tool.Recording;
using MemoryProfiler.Tool.Sites;

namespace MemoryProfiler.Tool.Commands;

/// <summary>The options of <c>attach</c> that tell lines of a process that runs already. It cannot be woven any more, so they are sampled.</summary>
sealed class AttachedProfile
{
    const int Rows = 20;

    readonly Option<string[]> _profile = new("--profile", "-p") { Arity = ArgumentArity.ZeroOrMore, Description = "Estimates by sampling what lines of methods allocate: a pattern over full names such as MyApp.Services.*.", HelpName = "pattern" };
    readonly Option<string[]> _exclude = new("--exclude", "-x") { Description = "A pattern of methods that are left out.", HelpName = "pattern" };
    readonly Option<string> _report = new("--report", "-r") { Description = "Where the lines go: .html or .svg (flame graph), .pb.gz (pprof), .speedscope.json, .firefox.json, .collapsed or .json; without it a table is printed.", HelpName = "file" };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _profile, _exclude, _report })
            command.Add(option);
    }

    /// <summary>Whether lines are asked for.</summary>
    /// <exception cref="ToolException">A value is not allowed, or is for a profile that is not asked for.</exception>
    public bool IsGiven(ParseResult result)
    {
        var isGiven = result.GetResult(_profile) is not null;
        if (!isGiven)
            ProfileOptions.NeedProfile(result, [_exclude, _report]);
        if (result.GetValue(_report) is { } report && !SiteFormats.IsKnown(report))
            throw new ToolException(SiteFormats.Refusal(report), ExitCodes.Usage);
        return isGiven;
    }

    /// <summary>Samples a process until a signal comes, the time is up or it ends, and shows its lines.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="process">The process, as its user names it.</param>
    /// <param name="duration">How long at most.</param>
    /// <exception cref="ToolException">It cannot be sampled, or none of the methods has allocated anything that was seen.</exception>
    public async Task<int> RunAsync(ParseResult result, string process, TimeSpan duration)
    {
        var patterns = ProfileOptions.Patterns(result.GetValue(_profile), result.GetValue(_exclude));
        var id = WatchedName.Find(process);
        result.InvocationConfiguration.Error.WriteLine("dotnet-mprof: A process that runs cannot be woven any more: its lines are estimated from samples. `dotnet mprof run --profile` counts them to the byte from the start on.");
        using var end = new Interruption();
        var all = await new SiteRecording(new AllocationSitesOptions(), duration).OfAsync(id, end.Token);
        var found = SelectedSites.Of(all, patterns.AreFor);
        if (found.Sites.Count == 0)
            throw new ToolException($"\"{patterns.Include}\" fits no method that allocated in the {all.Samples:N0} samples of process {id}. Write Namespace.Type.Method, with * for any text, or sample for longer.");
        if (result.GetValue(_report) is { } report)
            found.Save(report);
        else
            found.WriteTo(result.InvocationConfiguration.Output, Rows, AllocationGrouping.Line);
        return ExitCodes.Success;
    }
}
