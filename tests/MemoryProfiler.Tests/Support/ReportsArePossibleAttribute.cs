using System.Reflection;
using Xunit.v3;

[assembly: MemoryProfiler.Tests.Support.ReportsArePossible]

namespace MemoryProfiler.Tests.Support;

/// <summary>After each test: no figure of what it left in the process's report can be one that cannot be.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ReportsArePossibleAttribute : BeforeAfterTestAttribute
{
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        // What the test left running on other threads may be about to end a call.
        IReadOnlyList<string> violations = [];
        SpinWait.SpinUntil(() => (violations = Violations()).Count == 0, _patience);
        violations.ShouldBeEmpty();
    }

    static IReadOnlyList<string> Violations() => PossibleFigures.Violations(MemoryReport.Capture(), wasReset: true);
}
