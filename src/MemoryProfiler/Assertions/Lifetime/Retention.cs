using System.Reflection;
using MemoryProfiler.Diagnostics;

namespace MemoryProfiler.Assertions.Lifetime;

/// <summary>Who holds objects that should be gone: told by the package MemoryProfiler.Heap, if the program has it.</summary>
static class Retention
{
    const string Teller = "MemoryProfiler.RetentionPaths, MemoryProfiler.Heap";
    const string Method = "Tell";

    /// <summary>A line for each way in which some are held; null if nobody can tell.</summary>
    /// <param name="tracked">The objects. No frame on the stack may have seen them.</param>
    public static string? Tell(List<WeakReference> tracked)
    {
        // The assertion has failed whatever becomes of the reason.
        try
        {
            var method = Type.GetType(Teller, throwOnError: false)?.GetMethod(Method, BindingFlags.Static | BindingFlags.Public);
            return method?.CreateDelegate<Func<IReadOnlyList<WeakReference>, string?>>()(tracked);
        }
        catch (Exception fault)
        {
            MemoryProfilerLog.Write("who holds the objects cannot be told", fault);
            return null;
        }
    }
}
