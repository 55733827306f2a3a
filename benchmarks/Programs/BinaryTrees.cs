namespace MemoryProfiler.Benchmarks.Programs;

/// <summary>Small objects, and as many calls.</summary>
public sealed class BinaryTrees
{
    readonly BinaryTrees? _left;
    readonly BinaryTrees? _right;

    BinaryTrees(BinaryTrees? left, BinaryTrees? right)
    {
        _left = left;
        _right = right;
    }

    /// <summary>Builds a tree and counts its nodes.</summary>
    public static int Run(int depth) => Build(depth).Count();

    [Profile]
    static BinaryTrees Build(int depth)
    {
        if (depth == 0)
            return new BinaryTrees(null, null);
        var left = Build(depth - 1);
        var right = Build(depth - 1);
        return new BinaryTrees(left, right);
    }

    [Profile]
    int Count()
    {
        if (_left is null || _right is null)
            return 1;
        return 1 + _left.Count() + _right.Count();
    }
}
