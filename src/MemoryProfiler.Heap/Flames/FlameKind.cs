namespace MemoryProfiler.Flames;

/// <summary>What a box stands for; <c>Html/flame.js</c> has the same numbers.</summary>
enum FlameKind
{
    Own = 0,
    Library = 1,
    Runtime = 2,

    /// <summary>All that was left out as too small.</summary>
    Rest = 3,

    /// <summary>The type allocated: the end of a path.</summary>
    Type = 4,
}
