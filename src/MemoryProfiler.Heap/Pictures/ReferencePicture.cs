namespace MemoryProfiler.Pictures;

/// <summary>The neighbourhood of an object as boxes and lines. Immutable.</summary>
/// <param name="Title">What it is of.</param>
/// <param name="Subtitle">Which references, and how many are shown.</param>
/// <param name="References">Whether the boxes further away refer to the nearer ones, or these to them.</param>
/// <param name="Boxes">The object first; each behind the one by which it was found.</param>
/// <param name="Others">Further references between boxes: from, to and what they are called.</param>
sealed record ReferencePicture(string Title, string Subtitle, HeapReferences References, IReadOnlyList<PictureBox> Boxes, IReadOnlyList<(int From, int To, string Label)> Others);
