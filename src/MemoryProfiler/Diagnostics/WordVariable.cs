namespace MemoryProfiler.Diagnostics;

/// <summary>An environment variable that takes one of a few words, in any case.</summary>
/// <param name="name">Its name.</param>
/// <param name="usual">The word that counts if it is unset, or set to something else.</param>
/// <param name="words">The words; those of one meaning together.</param>
sealed class WordVariable(string name, string usual, params string[][] words)
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>The value in the environment now, or null.</summary>
    public string? Value => Environment.GetEnvironmentVariable(name);

    /// <summary>The first word of what a value means.</summary>
    public string Meaning(string? value) => Find(value)?[0] ?? usual;

    /// <summary>A sentence on a value that is not understood, or null. Shells set variables to nothing to take them back.</summary>
    public string? Fault(string? value) =>
        string.IsNullOrWhiteSpace(value) || Find(value) is not null
            ? null
            : $"The environment variable {name}={value} is not understood: allowed are {string.Join(" and ", words.Select(Shown))}. The default is used, {usual}.";

    string[]? Find(string? value) => Array.Find(words, same => same.Contains(value?.Trim(), StringComparer.OrdinalIgnoreCase));

    static string Shown(string[] same) => same.Length == 1 ? same[0] : $"{same[0]} (or {string.Join(", ", same.Skip(1))})";
}
