using System.Reflection;
using MemoryProfiler.Fody.Tests.Support;

namespace MemoryProfiler.Fody.Tests.Constructs;

/// <summary>What an allocation case says of itself in its mark.</summary>
/// <param name="Overlap">Bytes that two rows of it show.</param>
/// <param name="OverlapInDebug">The same in a debug build, where it differs.</param>
/// <param name="Iterators">How many iterators it makes.</param>
/// <param name="Closures">How many closures it makes that say whose they are.</param>
/// <param name="AsyncCalls">How many profiled async methods it calls.</param>
/// <param name="Suspensions">How many of those suspend.</param>
/// <param name="LooksForBoxes">Whether the profiler looks for an object that a builder may have made.</param>
sealed record CaseTraits(long Overlap, long OverlapInDebug, int Iterators, int Closures, int AsyncCalls, int Suspensions, bool LooksForBoxes)
{
    /// <summary>Reads a mark; its type is not that of these tests.</summary>
    public static CaseTraits Of(CustomAttributeData mark)
    {
        T Value<T>(string name) => mark.NamedArguments.Where(a => a.MemberName == name).Select(a => (T)a.TypedValue.Value!).SingleOrDefault()!;
        return new CaseTraits(Value<long>(nameof(Overlap)), Value<long>(nameof(OverlapInDebug)), Value<int>(nameof(Iterators)), Value<int>(nameof(Closures)), Value<int>(nameof(AsyncCalls)), Value<int>(nameof(Suspensions)), Value<bool>(nameof(LooksForBoxes)));
    }

    /// <summary>Bytes that two rows show in a build.</summary>
    public long OverlapIn(Build build) => build == Build.Debug && OverlapInDebug > 0 ? OverlapInDebug : Overlap;

    /// <summary>How many state machines are objects: the compiler makes those of async methods structs when it optimises, which are boxed when they suspend.</summary>
    public int StateMachines(Build build) => Iterators + (build == Build.Debug ? AsyncCalls : Suspensions);

    /// <summary>How many objects have a field of the weaver's.</summary>
    public int WidenedObjects(Build build) => StateMachines(build) + Closures;
}
