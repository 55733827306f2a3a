using MemoryProfiler.Weaving.Il;
using Mono.Cecil;

namespace MemoryProfiler.Weaving.Rewriting;

/// <summary>By how much weaving makes bigger what the runtime keeps of a suspended call: the local that says which call it is, and an exception, which the runtime keeps where an await stands in a try block.</summary>
static class SuspendedBytes
{
    const int CallBytes = 8;
    const int ExceptionBytes = 8;

    /// <summary>The bytes for a method that nothing is inserted into yet.</summary>
    public static int Of(MethodDefinition method)
    {
        var body = method.Body;
        var isGuarded = body.Instructions.Where(RuntimeAwait.Is).Any(at => body.ExceptionHandlers.Any(handler => at.Offset >= handler.TryStart.Offset && at.Offset < handler.TryEnd.Offset));
        return isGuarded ? CallBytes : CallBytes + ExceptionBytes;
    }
}
