using System.Globalization;

namespace MemoryProfiler.Tool.Recording;

/// <summary>The recordings that lie in a folder, one file for each run, oldest first.</summary>
/// <param name="folder">The folder.</param>
sealed class RecordingFiles(string folder)
{
    const string Prefix = "mprofile_";
    const string Ending = ".dat";
    const string Moment = "yyyyMMddHHmmss";

    /// <summary>Those of the current folder.</summary>
    public static RecordingFiles Here { get; } = new(".");

    /// <summary>Their names, without the folder.</summary>
    public IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(folder, $"{Prefix}*{Ending}").Select(Path.GetFileName).Where(name => MomentOf(name!) is not null).Order(StringComparer.Ordinal)!];

    /// <summary>The name of a recording that begins at a moment.</summary>
    public static string NameOf(DateTime moment) => Prefix + moment.ToString(Moment, CultureInfo.InvariantCulture) + Ending;

    /// <summary>When the recording of a name began; null if it is no such name.</summary>
    public static DateTime? MomentOf(string name) =>
        name.Length == Prefix.Length + Moment.Length + Ending.Length
        && name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal)
        && DateTime.TryParseExact(name[Prefix.Length..^Ending.Length], Moment, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment
            : null;

    /// <summary>The newest one.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public string Last() => Names.Count > 0 ? Names[^1] : throw new ToolException(None);

    /// <summary>Finds recordings by their places in the list, counted from the end if negative, or by their files.</summary>
    /// <exception cref="ToolException">One is not there.</exception>
    public IReadOnlyList<string> Find(IEnumerable<string> words) => [.. words.Select(Find)];

    string Find(string word)
    {
        if (File.Exists(Path.Combine(folder, word)))
            return word;
        if (!int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
            throw new ToolException($"There is no recording \"{word}\": give a file, or a number that dotnet mprof list shows.");
        var place = index < 0 ? Names.Count + index : index;
        return place >= 0 && place < Names.Count ? Names[place] : throw new ToolException(Names.Count == 0 ? None
            : string.Create(CultureInfo.InvariantCulture, $"There is no recording {word}: this folder has {Names.Count}, numbered from 0 to {Names.Count - 1}; dotnet mprof list shows them."));
    }

    static string None => $"There is no recording in this folder: dotnet mprof run leaves a file {Prefix}<date and time>{Ending} in it.";
}
