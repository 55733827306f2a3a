using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace MemoryProfiler.Assertions;

/// <summary>Whether a call over its limit may throw.</summary>
static class LimitPolicy
{
    /// <summary><c>report</c> leaves it at the line in the report.</summary>
    public const string Variable = "MEMORYPROFILER_MAXALLOCATION";

    /// <summary>Whether limits throw at all.</summary>
    public static bool Throws { get; set; } =
        !string.Equals(Environment.GetEnvironmentVariable(Variable)?.Trim(), "report", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether this thread is in a catch, finally or filter of an exception, which another would replace. The exception
    /// pointers are the one thing the runtime tells of that.
    /// </summary>
    public static bool IsExceptionInFlight()
    {
        try
        {
            return Marshal.GetExceptionPointers() != 0;
        }
        catch (PlatformNotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Whether this is the thread that runs finalizers, where an exception ends the process.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Frames whose method is trimmed away are not finalizers' callers.")]
    public static bool IsFinalizerThread()
    {
        // Only once a limit is exceeded. The outermost frame is the finalizer, or the loop that calls all of them.
        var outermost = new StackTrace(fNeedFileInfo: false).GetFrames().LastOrDefault()?.GetMethod();
        return outermost is not null
            && ((outermost.Name == "Finalize" && outermost.GetParameters().Length == 0) || (outermost.DeclaringType == typeof(GC) && outermost.Name == "RunFinalizers"));
    }
}
