using AspectInjector.Broker;

namespace MemoryProfiler;

/// <summary>
/// What a memory profiler made of an AspectInjector aspect would be. It bears the name of the profiler's own mark, so that
/// the same sources carry it.
/// </summary>
[Aspect(Scope.Global)]
[Injection(typeof(ProfileAttribute))]
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProfileAttribute : Attribute
{
    static long _bytes;

    /// <summary>Counts what a call allocates.</summary>
    [Advice(Kind.Around)]
    public object Around([Argument(Source.Target)] Func<object[], object> target, [Argument(Source.Arguments)] object[] arguments)
    {
        var start = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return target(arguments);
        }
        finally
        {
            _bytes += GC.GetAllocatedBytesForCurrentThread() - start;
        }
    }
}
