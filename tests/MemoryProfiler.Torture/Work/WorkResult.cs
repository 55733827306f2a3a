using MemoryProfiler.Methods;

namespace MemoryProfiler.Torture.Work;

/// <summary>A piece of work done with unwoven and with woven libraries.</summary>
/// <param name="Name">Which.</param>
/// <param name="Unwoven">Without weaving.</param>
/// <param name="Woven">With weaving.</param>
/// <param name="Death">What a process died of, if one did.</param>
sealed record WorkResult(string Name, WorkOutcome Unwoven, WorkOutcome Woven, string? Death)
{
    /// <summary>Whether both put out the same bytes.</summary>
    public bool IsSame => Death is null && Unwoven.Hash == Woven.Hash && Unwoven.OutputLength > 0;

    /// <summary>Whether there is nothing to object to.</summary>
    public bool IsClean => IsSame && Woven is { WovenAssemblies: > 0, NegativeFigures: 0, OpenFrames: 0, ImpossibleFigures: 0 };
}
