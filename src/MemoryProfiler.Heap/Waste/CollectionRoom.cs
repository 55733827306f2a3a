namespace MemoryProfiler.Waste;

/// <summary>How full a collection or an array is.</summary>
/// <param name="Node">The collection.</param>
/// <param name="Used">How many elements it has.</param>
/// <param name="Capacity">How many it has room for; 0 if each is an object of its own.</param>
/// <param name="UnusedBytes">What the room for the others takes.</param>
/// <param name="BufferBytes">What its arrays take.</param>
readonly record struct CollectionRoom(int Node, long Used, long Capacity, long UnusedBytes, long BufferBytes)
{
    const int LeastCapacity = 8;

    /// <summary>Whether less than half of a room that is worth a word is used.</summary>
    public bool IsSparse => Capacity >= LeastCapacity && 2 * Used < Capacity;
}
