using AspectInjector.Broker;
using MemoryProfiler;

namespace AspectInjectorSample;

/// <summary>Records every call of a method as a scope of its name. Before and After add no byte; Around would add 88 and more.</summary>
[Aspect(Scope.Global)]
[Injection(typeof(MeasuredAttribute))]
[AttributeUsage(AttributeTargets.Method)]
public sealed class MeasuredAttribute : Attribute
{
    [Advice(Kind.Before)]
    public void Enter([Argument(Source.Name)] string name) => MemoryScope.Enter(name);

    [Advice(Kind.After)]
    public void Exit([Argument(Source.Name)] string name) => MemoryScope.Exit(name);
}
