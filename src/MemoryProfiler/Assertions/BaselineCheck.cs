using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MemoryProfiler.Assertions;

/// <summary>Compares what a call allocates with the committed baseline of its name.</summary>
[StackTraceHidden]
static class BaselineCheck
{
    /// <summary>Compares, or writes the baseline.</summary>
    /// <exception cref="MemoryAssertException">There is no baseline, or the call allocates more.</exception>
    public static AllocationMeasurement Check(AssertionScope scope, string assertion, string name, long tolerance, string testFile, Action action)
    {
        var file = BaselineFile.Beside(testFile);
        var build = Tiering.IsDebug(action) ? "Debug" : "Release";
        if (BaselineFile.IsUpdate)
        {
            var now = AllocationAssertion.Check(scope, new AllocationRange(assertion, 0, long.MaxValue), action, action);
            file.Write(name, new BaselineEntry { Bytes = now.Bytes, Build = build, Runtime = RuntimeInformation.FrameworkDescription });
            return now;
        }
        if (file.Find(name) is not { } baseline)
            throw new MemoryAssertException($"MemoryAssert.{assertion}: there is no baseline \"{name}\" in {file.Name}. Run the test once with {BaselineFile.Variable}=update and commit the file.");
        var most = baseline.Bytes > long.MaxValue - tolerance ? long.MaxValue : baseline.Bytes + tolerance;
        var range = new AllocationRange(assertion, 0, most)
        {
            Origin = $"the baseline \"{name}\" of {file.Name}{(tolerance > 0 ? $" and a tolerance of {AllocationRange.Exact(tolerance)}" : "")}, written in a {baseline.Build} build under {baseline.Runtime}",
        };
        var measured = AllocationAssertion.Check(scope, range, action, action);
        return measured.Bytes >= baseline.Bytes - tolerance
            ? measured
            : measured with { Notes = [.. measured.Notes, $"A call allocates {AllocationRange.Exact(baseline.Bytes - measured.Bytes)} less than its baseline \"{name}\": write it anew with {BaselineFile.Variable}=update to keep that."] };
    }
}
