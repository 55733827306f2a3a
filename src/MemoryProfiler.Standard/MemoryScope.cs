using System.Runtime.CompilerServices;

namespace MemoryProfiler;

/// <summary>A scope that is not recorded.</summary>
public readonly struct MemoryScope : IDisposable
{
    public static MemoryScope Enter(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => default;

    public static void Exit(string name)
    {
    }

    public void Dispose()
    {
    }
}
