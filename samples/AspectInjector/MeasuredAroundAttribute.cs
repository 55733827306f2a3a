using AspectInjector.Broker;
using MemoryProfiler;

namespace AspectInjectorSample;

/// <summary>
/// The same for methods that throw: After does not run then, a finally does. What Around itself allocates comes before the
/// scope and is its caller's; only the box of a value that the method returns lies inside.
/// </summary>
[Aspect(Scope.Global)]
[Injection(typeof(MeasuredAroundAttribute))]
[AttributeUsage(AttributeTargets.Method)]
public sealed class MeasuredAroundAttribute : Attribute
{
    [Advice(Kind.Around)]
    public object Around(
        [Argument(Source.Name)] string name,
        [Argument(Source.Target)] Func<object[], object> target,
        [Argument(Source.Arguments)] object[] arguments)
    {
        using (MemoryScope.Enter(name))
            return target(arguments);
    }
}
