using System.Globalization;

namespace MemoryProfiler.Assertions.Measuring;

/// <summary>What an assertion lets one call allocate.</summary>
/// <param name="Assertion">Which one.</param>
/// <param name="Least">The fewest bytes.</param>
/// <param name="Most">The most bytes.</param>
readonly record struct AllocationRange(AssertionName Assertion, long Least, long Most)
{
    /// <summary>Where the limit comes from, if not from the call.</summary>
    public string? Origin { get; init; }

    /// <summary>What the user should know of where it comes from, or null.</summary>
    public string? Hint { get; init; }

    public bool Contains(long bytes) => bytes >= Least && bytes <= Most;

    /// <summary>The sentence that says by how much a call missed it.</summary>
    public string Failure(long bytes)
    {
        var (difference, relation) = bytes > Most
            ? (bytes - Most, $"more than the limit of {Exact(Most)}{(Origin is null ? "" : $" ({Origin})")}")
            : (Least - bytes, $"less than the {Exact(Least)} expected at least");
        return $"{Assertion}: one call allocated {Exact(bytes)}, {Exact(difference)} {relation}.";
    }

    /// <summary>The exact number, and from where tables round, their figure as well.</summary>
    public static string Exact(long bytes)
    {
        var exact = bytes.ToString("N0", CultureInfo.InvariantCulture) + " B";
        var rounded = ByteSize.Format(bytes);
        return exact == rounded ? exact : $"{exact} ({rounded})";
    }
}
