namespace MemoryProfiler.Telemetry.Tests.Programs;

/// <summary>A call in a random program: first an array, then the calls it makes.</summary>
sealed class Node(NodeKind kind, int length, Node[] children)
{
    public NodeKind Kind { get; } = kind;

    /// <summary>The length of its array; so many bytes and 24.</summary>
    public int Length { get; } = length;

    public Node[] Children { get; } = children;

    /// <summary>What the call allocates, callees included; with what its exceptions cost once it has ended.</summary>
    public long Total { get; set; }

    /// <summary>What an exception of its own cost: the runtime needs more for some than for others.</summary>
    public long ThrowBytes { get; set; }

    /// <summary>What a limit that it exceeded threw where the call was made.</summary>
    public AllocationLimitExceededException? Thrown { get; set; }

    /// <summary>Its task, if it is async.</summary>
    public Task? Task { get; set; }

    /// <summary>What its limit said, if it was exceeded.</summary>
    public AllocationLimitExceededException? Exceeded => Thrown ?? Task?.Exception?.InnerException as AllocationLimitExceededException;

    public IEnumerable<Node> WithAllBelow() => Children.SelectMany(child => child.WithAllBelow()).Prepend(this);

    /// <summary>Adds to all totals what exceptions have cost; answers how much that was.</summary>
    public long AddExceptions()
    {
        var bytes = ThrowBytes + Children.Sum(child => child.AddExceptions());
        Total += bytes;
        return bytes;
    }

    public static long ArrayBytes(int length) => 24 + length;
}
