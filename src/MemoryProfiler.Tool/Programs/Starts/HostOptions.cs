namespace MemoryProfiler.Tool.Programs.Starts;

/// <summary>The words that <c>dotnet</c>'s host takes before a program, each with a value.</summary>
/// <param name="Words">All but further lists of dependencies.</param>
/// <param name="Configuration">The file of settings that stands for the program's own; null if none is given.</param>
/// <param name="DepsFile">The list of dependencies that stands for the program's own; null if none is given.</param>
/// <param name="AdditionalDeps">Further lists of dependencies; null if none is given.</param>
/// <param name="RollForward">How far to go to another version; null if it is not said.</param>
/// <param name="FrameworkVersion">The only version; null if it is not said.</param>
/// <param name="ProbingPaths">Folders of packages.</param>
sealed record HostOptions(
    IReadOnlyList<string> Words,
    string? Configuration,
    string? DepsFile,
    string? AdditionalDeps,
    string? RollForward,
    string? FrameworkVersion,
    IReadOnlyList<string> ProbingPaths)
{
    const string ConfigurationOption = "--runtimeconfig";
    const string DepsFileOption = "--depsfile";
    const string AdditionalDepsOption = "--additional-deps";
    const string RollForwardOption = "--roll-forward";
    const string FrameworkVersionOption = "--fx-version";
    const string ProbingPathOption = "--additionalprobingpath";

    static readonly string[] _known =
        [ConfigurationOption, DepsFileOption, AdditionalDepsOption, RollForwardOption, FrameworkVersionOption, ProbingPathOption, "--roll-forward-on-no-candidate-fx"];

    /// <summary>None at all.</summary>
    public static HostOptions None { get; } = new([], null, null, null, null, null, []);

    /// <summary>The words without an option and its value.</summary>
    public IEnumerable<string> WordsBut(string option) => Words.Chunk(2).Where(pair => pair[0] != option).SelectMany(pair => pair);

    /// <summary>Reads those that stand at a place in a command line.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="next">Where they begin; then the word after them.</param>
    public static HostOptions Read(IReadOnlyList<string> words, ref int next)
    {
        var given = new List<(string Name, string Value)>();
        for (; next + 1 < words.Count && _known.Contains(words[next]); next += 2)
            given.Add((words[next], words[next + 1]));
        return new HostOptions(
            [.. given.Where(option => option.Name != AdditionalDepsOption).SelectMany(option => new[] { option.Name, option.Value })],
            Last(ConfigurationOption),
            Last(DepsFileOption),
            Last(AdditionalDepsOption),
            Last(RollForwardOption),
            Last(FrameworkVersionOption),
            [.. given.Where(option => option.Name == ProbingPathOption).Select(option => option.Value)]);

        string? Last(string name) => given.Where(option => option.Name == name).Select(option => option.Value).LastOrDefault();
    }
}
