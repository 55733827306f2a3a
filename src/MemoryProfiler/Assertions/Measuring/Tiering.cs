using System.Globalization;
using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;
using MemoryProfiler.Methods;

namespace MemoryProfiler.Assertions.Measuring;

/// <summary>
/// The runtime compiles a method quickly first and optimises it after 30 calls, in the background. Optimised code
/// allocates less: it keeps arrays and closures that do not escape on the stack. A test must not depend on which of the
/// two it meets.
/// </summary>
static class Tiering
{
    /// <summary>How many methods other threads than this one have compiled.</summary>
    public static long CompiledElsewhere() => JitInfo.GetCompiledMethodCount() - JitInfo.GetCompiledMethodCount(currentThread: true);

    static bool IsOn { get; } =
        !(AppContext.TryGetSwitch("System.Runtime.TieredCompilation", out var isOn) && !isOn)
        && Environment.GetEnvironmentVariable("DOTNET_TieredCompilation") is not ("0" or "0x0");

    // Of what was called that often already nothing more is to be expected.
    static readonly ConditionalWeakTable<MethodInfo, object> _optimised = [];

    /// <summary>Whether a delegate's code may still become optimised.</summary>
    public static bool CanChange(Delegate origin) => IsOn && !IsDebug(origin) && !_optimised.TryGetValue(origin.Method, out _);

    /// <summary>Remembers a delegate that was called until its code was optimised.</summary>
    public static void Remember(Delegate origin) => _optimised.AddOrUpdate(origin.Method, origin.Method.Name);

    /// <summary>Whether a delegate's code was built not to be optimised.</summary>
    public static bool IsDebug(Delegate origin) =>
        JitOptimizations.AreDisabled(origin.Method.Module.Assembly);

    /// <summary>A measurement and a later one of the same delegate as one.</summary>
    public static AllocationMeasurement Merge(AllocationMeasurement earlier, AllocationMeasurement later, int callsBetween)
    {
        List<string> notes = [.. earlier.Notes, .. later.Notes];
        if (later.Bytes != earlier.Bytes)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"A call allocated {earlier.Bytes:N0} B in code compiled quickly (tier 0) and {later.Bytes:N0} B once it was optimised (tier 1); the latter counts."));
        }
        return later with
        {
            FirstCallBytes = earlier.FirstCallBytes,
            Calls = earlier.Calls + callsBetween + later.Calls,
            Retries = earlier.Retries + callsBetween + later.Calls,
            Notes = [.. notes.Distinct()],
        };
    }
}
