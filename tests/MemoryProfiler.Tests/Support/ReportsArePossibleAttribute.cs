using System.Reflection;
using Xunit.v3;

[assembly: MemoryProfiler.Tests.Support.ReportsArePossible]

namespace MemoryProfiler.Tests.Support;

/// <summary>After each test: no figure of what it left in the process's report can be one that cannot be.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ReportsArePossibleAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test) =>
        PossibleFigures.Violations(MemoryReport.Capture(), wasReset: true).ShouldBeEmpty();
}
