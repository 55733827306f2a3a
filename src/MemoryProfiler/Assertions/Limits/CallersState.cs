using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemoryProfiler.Assertions.Limits;

/// <summary>What the callers on this thread's stack are in the middle of. Asked only once a limit is exceeded.</summary>
static class CallersState
{
    /// <summary>
    /// Whether a caller may be in a catch, filter or finally block of an exception, which another would replace. The
    /// runtime tells that one is being dealt with on this thread, not by whom. It may be the catch in which an async
    /// method fails its task. The continuations that run inside it are nobody's callees. So where continuations are on
    /// the stack, only a caller inside them that is in a try block can be meant. The stack shows a caller in its handlers
    /// as one in the try block too.
    /// </summary>
    public static bool IsExceptionInFlight()
    {
        try
        {
            if (Marshal.GetExceptionPointers() == 0)
                return false;
        }
        catch (PlatformNotSupportedException)
        {
            return false;
        }
        var mayHandle = false;
        var isTestCode = true;
        foreach (var frame in new StackTrace(fNeedFileInfo: false).GetFrames())
        {
            if (MethodOf(frame) is not { } method)
                continue;
            if (RunsContinuations(method))
                return mayHandle;
            // What calls a test by reflection, a runner, does not do so while it handles an exception.
            isTestCode &= method.DeclaringType?.Namespace != "System.Reflection";
            mayHandle |= isTestCode && !IsOurs(method) && IsInTry(method, frame.GetILOffset());
        }
        return true;
    }

    /// <summary>Whether this is the thread that runs finalizers, where an exception ends the process.</summary>
    public static bool IsFinalizerThread()
    {
        // The outermost frame is the finalizer, or the loop that calls all of them.
        var frames = new StackTrace(fNeedFileInfo: false).GetFrames();
        return frames.Length > 0
            && MethodOf(frames[^1]) is { } outermost
            && ((outermost.Name == "Finalize" && outermost.GetParameters().Length == 0) || (outermost.DeclaringType == typeof(GC) && outermost.Name == "RunFinalizers"));
    }

    static bool RunsContinuations(MethodBase method) =>
        method.DeclaringType?.Namespace is "System.Threading.Tasks" or "System.Runtime.CompilerServices"
        && method.Name is "RunContinuations" or "RunOrScheduleAction" or "SetException" or "TrySetException" or "FinishContinuations";

    // Ours and the runtime's: they call nobody from their handlers.
    static bool IsOurs(MethodBase method) => method.Module == typeof(CallersState).Module || method.Module == typeof(object).Module;

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Where there is no body to look at, the answer is the careful one.")]
    static bool IsInTry(MethodBase method, int offset)
    {
        try
        {
            if (method.GetMethodBody() is not { } body)
                return true;
            var around = body.ExceptionHandlingClauses.Count(clause => offset >= clause.TryOffset && offset < clause.TryOffset + clause.TryLength);
            // One is the compiler's own, which fails the task.
            return around > (typeof(IAsyncStateMachine).IsAssignableFrom(method.DeclaringType) ? 1 : 0);
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException)
        {
            return true;
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Frames whose method is trimmed away are left out.")]
    static MethodBase? MethodOf(StackFrame frame) => frame.GetMethod();
}
