namespace MemoryProfiler.RuntimeAsync;

/// <summary>Compares figures, prints each and remembers whether all were right.</summary>
static class Checks
{
    /// <summary>Whether any was wrong.</summary>
    public static bool HaveFailed { get; private set; }

    /// <summary>Compares one.</summary>
    public static void Equal<T>(string what, T expected, T actual)
    {
        var isRight = EqualityComparer<T>.Default.Equals(expected, actual);
        HaveFailed |= !isRight;
        Console.WriteLine(isRight ? $"right  {what}: {actual}" : $"WRONG  {what}: {actual} and not {expected}");
    }
}
