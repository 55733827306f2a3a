namespace MemoryProfiler.Graph;

/// <summary>What describes the heap would take more memory than it may, or has more objects.</summary>
/// <param name="isByObjects">Whether it is for the objects' number.</param>
sealed class MemoryBudgetException(bool isByObjects = false) : Exception
{
    /// <summary>Whether it is for the objects' number.</summary>
    public bool IsByObjects { get; } = isByObjects;
}
