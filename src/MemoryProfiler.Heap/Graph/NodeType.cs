namespace MemoryProfiler.Graph;

/// <summary>A type of objects, as the runtime's events describe it.</summary>
/// <param name="id">Its type handle.</param>
sealed class NodeType(ulong id)
{
    /// <summary>Its type handle.</summary>
    public ulong Id { get; } = id;

    /// <summary>Its name, without the class it is nested in; null if the runtime did not send it.</summary>
    public string? EventName { get; set; }

    /// <summary>The module it is from.</summary>
    public ulong Module { get; set; }

    /// <summary>The simple name of its assembly; null if a file does not say it, and the runtime never does.</summary>
    public string? Assembly { get; set; }

    /// <summary>Its objects.</summary>
    public long Count { get; set; }

    /// <summary>Their bytes, each rounded up to where the next object can begin.</summary>
    public long Bytes { get; set; }
}
