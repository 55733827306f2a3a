using System.Globalization;

namespace MemoryProfiler.Tool.Recording;

/// <summary>Finds the process that a word means.</summary>
static class WatchedName
{
    const int MostListed = 9;

    /// <summary>The process of a number, or the only one of a name or with the text in its command line.</summary>
    /// <exception cref="ToolException">There is none, or more than one.</exception>
    public static int Find(string word)
    {
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return id;
        var all = WatchableProcess.All();
        var named = all.Where(process => Path.GetFileNameWithoutExtension(process.Command.Split(' ')[0]) == word).ToList();
        var found = named.Count > 0 ? named : [.. all.Where(process => process.Command.Contains(word, StringComparison.Ordinal))];
        return found.Count switch
        {
            1 => found[0].Id,
            0 => throw new ToolException($"There is no process \"{word}\" that can be watched: dotnet mprof ps lists those that can."),
            _ => throw new ToolException($"\"{word}\" fits {found.Count} processes: {string.Join(", ", found.Take(MostListed).Select(process => process.Id))}{(found.Count > MostListed ? " …" : "")}. Give the number of one."),
        };
    }
}
