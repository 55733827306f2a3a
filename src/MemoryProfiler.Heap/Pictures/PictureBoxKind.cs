namespace MemoryProfiler.Pictures;

/// <summary>What a box of a picture of references stands for.</summary>
enum PictureBoxKind
{
    Object,

    /// <summary>The object that the picture is of.</summary>
    Target,

    Root,

    /// <summary>What is not shown.</summary>
    More,
}
