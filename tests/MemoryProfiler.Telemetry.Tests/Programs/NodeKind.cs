namespace MemoryProfiler.Telemetry.Tests.Programs;

/// <summary>What a node of a random program does: one of the methods of <see cref="Actors"/>, or a scope.</summary>
enum NodeKind
{
    Plain,
    Other,
    Lambda,
    Scope,
    Elements,
    BrokenOff,
    Throws,
    Limited,
    LimitedBelow,
    LimitedElements,
    LimitedElementsBelow,
    AtOnce,
    LimitedAtOnce,
    LimitedAtOnceBelow,
    Inline,
    LimitedInline,
    LimitedInlineBelow,
    Hop,
    LimitedHop,
    LimitedHopBelow,
}
