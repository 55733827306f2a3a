using System.Runtime.CompilerServices;

namespace MemoryProfiler.HeapTests.Sites;

/// <summary>Arrays so large that each is seen, and stands for itself alone.</summary>
static class Large
{
    const int Length = 1 << 19;

    static LargeElement[][]? _kept;

    public static string Type => typeof(LargeElement[]).FullName!.Replace('+', '.');

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static object Make(int count)
    {
        var made = new LargeElement[count][];
        for (var i = 0; i < count; i++)
            made[i] = new LargeElement[Length];
        return made;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MakeAndKeep(int count) => _kept = (LargeElement[][])Make(count);

    public static void Forget() => _kept = null;
}
