using System.Runtime.CompilerServices;

namespace MemoryProfiler.HeapTests.Sites;

/// <summary>Arrays so large that each is seen, and stands for itself alone.</summary>
static class Large
{
    const int Length = 1 << 19;

    static Element[][]? _kept;

    public static string Type => typeof(Element[]).FullName!.Replace('+', '.');

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static object Make(int count)
    {
        var made = new Element[count][];
        for (var i = 0; i < count; i++)
            made[i] = new Element[Length];
        return made;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MakeAndKeep(int count) => _kept = (Element[][])Make(count);

    public static void Forget() => _kept = null;

    // The runtime leaves out what it is nested in.
    readonly record struct Element(long Number);
}
