#pragma warning disable CA1051 // The programs are about fields.
namespace MemoryProfiler.Fody.Tests.Planning;

/// <summary>A struct with a reference in it, for random programs.</summary>
public struct Pair
{
    /// <summary>For arithmetic.</summary>
    public int Number;

    /// <summary>Makes copies go through write barriers.</summary>
    public object? Reference;
}
