using MemoryProfiler.Fody.Tests.Support;

namespace MemoryProfiler.Fody.Tests.Planning;

/// <summary>Which methods begin their first line with the entry.</summary>
public class EntryLineTests
{
    [Fact]
    public void In_optimised_code_the_entry_begins_the_first_line_where_control_comes_to_it_from_there_alone()
    {
        using var twins = new Twins(Build.Release);
        Named(twins, "EnterLine").ShouldBe(["ExceptionCases.Allocate", "ExceptionCases.CaughtHere", "ExceptionCases.Disposed", "ExceptionCases.ExceptionInALoop", "ExceptionCases.FinallyAfterException", "ExceptionCases.NestedHandlers", "ExceptionCases.RuntimeException"]);
        // These begin in a try block.
        Named(twins, "Enter").ShouldBe(["ExceptionCases.CatchAndRethrow", "ExceptionCases.Filter", "ExceptionCases.FilterThatRefuses", "ExceptionCases.Finally", "ExceptionCases.Refused", "ExceptionCases.Rethrown", "ExceptionCases.ThrowWithFinally", "ExceptionCases.ThrownByCallee", "ExceptionCases.ThrownByProfiledCallee"]);
    }

    [Fact]
    public void Code_for_debugging_has_a_probe_of_its_own_there()
    {
        using var twins = new Twins(Build.Debug);
        Named(twins, "EnterLine").ShouldBeEmpty();
    }

    static List<string> Named(Twins twins, string probe) =>
    [
        .. twins.WovenMethods.Select(pair => pair.Woven)
            .Where(method => method.DeclaringType.Name is "ExceptionCases")
            .Where(method => method.Body.Instructions.Any(at => Twins.IsProbe(at, probe)))
            .Select(method => $"{method.DeclaringType.Name}.{method.Name}").Order(StringComparer.Ordinal),
    ];
}
