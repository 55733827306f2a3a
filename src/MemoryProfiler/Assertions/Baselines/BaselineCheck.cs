using System.Diagnostics;
using System.Runtime.InteropServices;
using MemoryProfiler.Assertions.Measuring;

namespace MemoryProfiler.Assertions.Baselines;

/// <summary>Compares what a call allocates with the committed baseline of its name, or writes it.</summary>
[StackTraceHidden]
sealed class BaselineCheck
{
    readonly string _name;
    readonly long _tolerance;
    readonly BaselineFile _file;
    readonly string _build;
    readonly string _framework;
    readonly BaselineEntry? _baseline;

    /// <summary>Looks the baseline up.</summary>
    /// <exception cref="MemoryAssertException">There is none.</exception>
    public BaselineCheck(AssertionName assertion, string name, long tolerance, string testFile, Delegate origin)
    {
        _name = name;
        _tolerance = tolerance;
        _file = BaselineFile.Beside(testFile);
        _build = Tiering.IsDebug(origin) ? "Debug" : "Release";
        _framework = TargetFramework.Of(origin.Method.Module.Assembly);
        if (BaselineFile.IsUpdate)
        {
            Range = new AllocationRange(assertion, 0, long.MaxValue);
            return;
        }
        var fault = BaselineFile.Variable.Fault(BaselineFile.Variable.Value);
        _baseline = _file.Find(name)?.For(_framework)
            ?? throw new MemoryAssertException($"{assertion}: there is no baseline \"{name}\" in {_file.Name}. Run the test once with {BaselineFile.Variable.Name}=update and commit the file.{(fault is null ? "" : " " + fault)}");
        var most = _baseline.Bytes > long.MaxValue - tolerance ? long.MaxValue : _baseline.Bytes + tolerance;
        Range = new AllocationRange(assertion, 0, most)
        {
            Origin = $"the baseline \"{name}\" of {_file.Name}{(tolerance > 0 ? $" and a tolerance of {AllocationRange.Exact(tolerance)}" : "")}, written in a {_baseline.Build} build under {_baseline.Runtime}",
            Hint = fault,
        };
    }

    /// <summary>What the call may allocate.</summary>
    public AllocationRange Range { get; }

    /// <summary>Takes what a call within the range allocates: writes it, or notes that it is less than it was.</summary>
    public AllocationMeasurement Judge(AllocationMeasurement measured)
    {
        if (_baseline is null)
        {
            _file.Write(_name, new BaselineEntry { Bytes = measured.Bytes, Build = _build, Runtime = RuntimeInformation.FrameworkDescription, Framework = _framework });
            return measured;
        }
        return measured.Bytes >= _baseline.Bytes - _tolerance
            ? measured
            : measured with { Notes = [.. measured.Notes, $"A call allocates {AllocationRange.Exact(_baseline.Bytes - measured.Bytes)} less than its baseline \"{_name}\": write it anew with {BaselineFile.Variable.Name}=update to keep that."] };
    }
}
