namespace MemoryProfiler.Pictures;

/// <summary>A box of a picture of references. Immutable.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Title">The object's type, the root, or how many more there are.</param>
/// <param name="Detail">The object's bytes.</param>
/// <param name="Depth">How many references away from the object that the picture is of.</param>
/// <param name="Parent">The box by which it was found; -1 of the first.</param>
/// <param name="Label">What the reference between both is called.</param>
/// <param name="IsUsers">Whether it is of a type of the program's own.</param>
sealed record PictureBox(PictureBoxKind Kind, string Title, string Detail, int Depth, int Parent, string Label, bool IsUsers);
