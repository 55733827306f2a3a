using System.CommandLine;
using MemoryProfiler.Hosting.Exit;
using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Tool.Profiling;

namespace MemoryProfiler.Tool.Commands;

/// <summary>The options of <c>run</c> that profile a built program line by line.</summary>
sealed class ProfileOptions
{
    const string Everything = "*";

    readonly Option<string[]> _profile = new("--profile", "-p") { Arity = ArgumentArity.ZeroOrMore, Description = "Profiles methods line by line: a pattern over full names such as MyApp.Services.*; the program's own code without one.", HelpName = "pattern" };
    readonly Option<string[]> _exclude = new("--exclude", "-x") { Description = "A pattern of methods that are not profiled.", HelpName = "pattern" };
    readonly Option<string[]> _assemblies = new("--profile-assembly", "-a") { Description = "A package's or framework's assembly that the patterns are for too, such as Newtonsoft.Json.", HelpName = "name" };
    readonly Option<string> _report = new("--report", "-r") { Description = "Where the report goes: .html, .md, .csv, .txt or .json, or - for standard output; without it the tables are printed to standard error.", HelpName = "file" };
    readonly Option<bool> _types = new("--types") { Description = "Tells the types that each line allocates (.NET 10 and later)." };
    readonly Option<string> _breakAbove = new("--break-above") { Description = "Breaks into the debugger on the line that takes the working set above this, such as \"200 MB\".", HelpName = "size" };
    readonly Option<bool> _children = new("--children") { Description = "Profiles the .NET programs that this one starts too." };
    readonly Option<string> _cache = new("--cache") { Description = "The folder for woven copies; the user's own cache by default.", HelpName = "folder" };

    Option[] OfProfile => [_exclude, _assemblies, _report, _types, _breakAbove, _children, _cache];

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in OfProfile.Prepend(_profile))
            command.Add(option);
    }

    /// <summary>What is to be profiled; null if nothing is.</summary>
    /// <exception cref="ToolException">A value is not allowed, or is for a profile that is not asked for.</exception>
    public ProfileRequest? Of(ParseResult result)
    {
        if (result.GetResult(_profile) is null)
        {
            NeedProfile(result, OfProfile);
            return null;
        }
        if (Array.Find(result.GetValue(_profile) ?? [], IsProgram) is { } program)
            throw new ToolException($"--profile has taken \"{program}\" as its pattern: write -- before the program.", ExitCodes.Usage);
        // Who sets the variable for programs that use the library means the same here.
        var report = result.GetValue(_report) ?? (Environment.GetEnvironmentVariable(ExitReport.Variable) is { Length: > 0 } variable ? variable : null);
        if (report is not (null or RunReports.Output) && !Formats.IsKnown(report))
            throw new ToolException(Formats.Refusal(report), ExitCodes.Usage);
        var limit = result.GetValue(_breakAbove);
        if (limit is not null && !ByteSize.TryParse(limit, out _, out var fault))
            throw new ToolException($"The option {_breakAbove.Name} cannot be \"{limit}\": {fault}", ExitCodes.Usage);
        return new ProfileRequest
        {
            Patterns = Patterns(result.GetValue(_profile), result.GetValue(_exclude)),
            Assemblies = result.GetValue(_assemblies) ?? [],
            Report = report,
            WithTypes = result.GetValue(_types),
            BreakAbove = limit,
            WithChildren = result.GetValue(_children),
            Cache = result.GetValue(_cache),
        };
    }

    /// <summary>Refuses options that mean nothing without <c>--profile</c>, which is not given.</summary>
    /// <exception cref="ToolException">One of them is given.</exception>
    public static void NeedProfile(ParseResult result, IEnumerable<Option> options)
    {
        if (options.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } given)
            throw new ToolException($"The option {given.Name} is for a profile: add --profile.", ExitCodes.Usage);
    }

    static bool IsProgram(string pattern) => pattern == "dotnet" || File.Exists(pattern);

    /// <summary>Patterns as they are given, each a list of its own.</summary>
    /// <param name="include">Of what is profiled; none for everything.</param>
    /// <param name="exclude">Of what is not.</param>
    public static MethodPatterns Patterns(string[]? include, string[]? exclude)
    {
        var all = string.Join(';', include ?? []);
        return new MethodPatterns(string.IsNullOrWhiteSpace(all) ? Everything : all, string.Join(';', exclude ?? []));
    }
}
