namespace MemoryProfiler.AspNetCore.Tests.Support;

/// <summary>Profiled handlers, each with a twin that is not: what is allocated around the twin is what the other must show.</summary>
static class Handlers
{
    [Profile]
    public static int Sync(int size)
    {
        var text = new string('x', size);
        return text.Replace('x', 'y').Length + new byte[size].Length;
    }

    public static int SyncTwin(int size)
    {
        var text = new string('x', size);
        return text.Replace('x', 'y').Length + new byte[size].Length;
    }

    [Profile]
    public static async Task<int> Async(Gate gate, int size)
    {
        var first = new byte[size];
        await gate;
        var second = new string('x', size);
        return first.Length + second.Length;
    }

    public static async Task<int> AsyncTwin(Gate gate, int size)
    {
        var first = new byte[size];
        await gate;
        var second = new string('x', size);
        return first.Length + second.Length;
    }

    /// <summary>A handler as they are, over several threads of the pool.</summary>
    [Profile]
    public static async Task<string> Page(int size)
    {
        var lines = new List<string>();
        for (var line = 0; line < 5; line++)
        {
            await Task.Yield();
            lines.Add(Line(line, size));
        }
        return string.Join('\n', lines);
    }

    [Profile]
    static string Line(int number, int size) => new((char)('a' + number), size);
}
