namespace MemoryProfiler.Flames;

/// <summary>What is written in a box: a method with a line, or a type.</summary>
/// <param name="Name">Its whole name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="File">The source file; empty if it is not known.</param>
/// <param name="Line">The line in it; 0 if it is not known.</param>
readonly record struct FlameFrame(string Name, FlameKind Kind, string File = "", int Line = 0)
{
    /// <summary>A method's.</summary>
    public static FlameFrame Of(AllocationFrame frame) => new(frame.Method, (FlameKind)frame.Kind, frame.File ?? "", frame.Line);

    /// <summary>A type's.</summary>
    public static FlameFrame OfType(string name) => new(name, FlameKind.Type);

    /// <summary>The part of the name that a box has room for, and the line.</summary>
    public string Short => Line > 0 ? $"{Name[FlameName.Shown(Name, Kind)]}:{Line}" : Name[FlameName.Shown(Name, Kind)];
}
