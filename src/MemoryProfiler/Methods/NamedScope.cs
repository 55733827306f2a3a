namespace MemoryProfiler.Methods;

/// <summary>A name that a scope was entered with, and where it was first. Safe from any thread.</summary>
/// <param name="name">The name, as the first Enter gave it.</param>
/// <param name="file">The source file of that Enter, as the compiler saw it; empty if not known.</param>
/// <param name="line">The line of it.</param>
/// <param name="method">The id it has in the ledgers.</param>
sealed class NamedScope(string name, string file, int line, int method)
{
    int _misplacedEnds;

    public string Name { get; } = name;

    public string File { get; } = file;

    public int Line { get; } = line;

    public int Method { get; } = method;

    /// <summary>How often it was not ended where it began, since the last reset.</summary>
    public int MisplacedEnds => Volatile.Read(ref _misplacedEnds);

    /// <summary>Counts such an end.</summary>
    /// <returns>How many there were with this one.</returns>
    public int AddMisplacedEnd() => Interlocked.Increment(ref _misplacedEnds);

    /// <summary>Begins to count anew.</summary>
    public void ForgetMisplacedEnds() => Volatile.Write(ref _misplacedEnds, 0);
}
