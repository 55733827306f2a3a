using MemoryProfiler.Fody.Tests.Planning;

#pragma warning disable CA1051 // The programs are about fields.
namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>What random programs work on; public, as they are other assemblies.</summary>
public sealed class Cell
{
    /// <summary>For arithmetic.</summary>
    public int Number;

    /// <summary>For references to what was allocated.</summary>
    public object? Reference;

    /// <summary>For copies of a struct.</summary>
    public Pair Pair;

    /// <summary>Elements to read and write.</summary>
    public int[] Items = new int[8];

    /// <summary>References to read and write.</summary>
    public object?[] References = new object?[8];

    /// <summary>Elements that are structs.</summary>
    public Pair[] Pairs = new Pair[8];

    /// <summary>Allocates behind a call alone.</summary>
    public static object Make(int seed) => new int[seed & 3];

    /// <summary>Allocates or not, which no caller can tell.</summary>
    public void Perhaps(int seed)
    {
        if ((seed & 4) != 0)
            Reference = new long[seed & 3];
    }

    /// <summary>Allocates where control is in a filter, and lets it catch or not.</summary>
    public bool Filter(object exception)
    {
        Reference = new object[1];
        return exception is DivideByZeroException || (Number++ & 1) == 0;
    }
}
