using MemoryProfiler.Torture.Preparing;

namespace MemoryProfiler.Torture.Reporting;

/// <summary>What preparing a group at one tier gave.</summary>
sealed class TierResult
{
    public int Prepared { get; private set; }

    public int Compiled { get; private set; }

    /// <summary>Generic methods without fitting type arguments.</summary>
    public int Unfit { get; private set; }

    public int InvalidPrograms { get; private set; }

    /// <summary>Failures that the unwoven assembly has as well.</summary>
    public int SameUnwoven { get; private set; }

    /// <summary>Failures that only the woven assembly has.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>Adds one assembly.</summary>
    /// <param name="woven">What the woven copy gave.</param>
    /// <param name="unwoven">Methods that fail in the original as well.</param>
    public void Add(Preparation woven, IReadOnlySet<string> unwoven)
    {
        Prepared += woven.Prepared;
        Compiled += woven.Compiled;
        Unfit += woven.Unfit;
        InvalidPrograms += woven.Failures.Count(failure => failure.IsInvalidProgram && !unwoven.Contains(failure.Method));
        SameUnwoven += woven.Failures.Count(failure => unwoven.Contains(failure.Method));
        Failures.AddRange(woven.Failures.Where(failure => !unwoven.Contains(failure.Method))
            .Select(failure => $"{Path.GetFileName(woven.Assembly)}: {failure.Method}: {failure.Exception}: {failure.Message}"));
    }
}
