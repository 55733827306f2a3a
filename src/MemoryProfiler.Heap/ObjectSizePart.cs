using MemoryProfiler.Sizes;

namespace MemoryProfiler;

/// <summary>A part of an object's deep size: what a field refers to. Immutable.</summary>
/// <param name="Name">The field, or the element with its index; for the object itself "".</param>
/// <param name="TypeName">The type of what it refers to.</param>
/// <param name="ShallowBytes">What that object takes itself, in bytes.</param>
/// <param name="DeepBytes">What it takes with all that it refers to, in bytes. What parts share counts for the first one.</param>
/// <param name="ObjectCount">How many objects that is.</param>
/// <param name="Parts">What it is made of, the largest first, down to the depth that was asked for.</param>
public sealed record ObjectSizePart(string Name, string TypeName, long ShallowBytes, long DeepBytes, long ObjectCount, IReadOnlyList<ObjectSizePart> Parts)
{
    /// <summary>The parts as lines of text, each below what it is a part of.</summary>
    public override string ToString() => PartText.Of(this);
}
