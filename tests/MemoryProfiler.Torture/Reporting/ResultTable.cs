using System.Globalization;
using MemoryProfiler.Torture.Work;

namespace MemoryProfiler.Torture.Reporting;

/// <summary>Results as Markdown.</summary>
static class ResultTable
{
    /// <summary>The table of whole assemblies.</summary>
    public static string Groups(IReadOnlyList<GroupResult> groups)
    {
        List<string> lines =
        [
            "| group | assemblies | bodies | woven | probes | tier 0: prepared | compiled | optimised: prepared | compiled | no type argument | InvalidProgram | same unwoven | **only woven** |",
            "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
            .. groups.Select(Row),
            Total(groups),
        ];
        return string.Join("\n", lines) + "\n";
    }

    /// <summary>What failed, for the console.</summary>
    public static IEnumerable<string> Failures(IReadOnlyList<GroupResult> groups) =>
        groups.SelectMany(group => group.WeaverErrors.Select(e => $"weaver: {e}")
            .Concat(group.FirstTier.Failures.Select(f => $"tier 0: {f}"))
            .Concat(group.Optimised.Failures.Select(f => $"optimised: {f}")));

    static string Row(GroupResult g) => Row(g.Name, g.Assemblies, g.Bodies, g.Woven, g.Probes,
        g.FirstTier.Prepared, g.FirstTier.Compiled, g.Optimised.Prepared, g.Optimised.Compiled, g.FirstTier.Unfit,
        g.FirstTier.InvalidPrograms + g.Optimised.InvalidPrograms, g.FirstTier.SameUnwoven + g.Optimised.SameUnwoven,
        g.WeaverErrors.Count + g.FirstTier.Failures.Count + g.Optimised.Failures.Count);

    static string Total(IReadOnlyList<GroupResult> all) => Row("all", all.Sum(g => g.Assemblies), all.Sum(g => g.Bodies), all.Sum(g => g.Woven), all.Sum(g => g.Probes),
        all.Sum(g => g.FirstTier.Prepared), all.Sum(g => g.FirstTier.Compiled), all.Sum(g => g.Optimised.Prepared), all.Sum(g => g.Optimised.Compiled), all.Sum(g => g.FirstTier.Unfit),
        all.Sum(g => g.FirstTier.InvalidPrograms + g.Optimised.InvalidPrograms), all.Sum(g => g.FirstTier.SameUnwoven + g.Optimised.SameUnwoven),
        all.Sum(g => g.WeaverErrors.Count + g.FirstTier.Failures.Count + g.Optimised.Failures.Count));

    static string Row(string name, params IEnumerable<long> numbers) =>
        $"| {name} | {string.Join(" | ", numbers.Select(n => n.ToString("N0", CultureInfo.InvariantCulture)))} |";

    /// <summary>The table of real work.</summary>
    public static string Work(IReadOnlyList<WorkResult> work)
    {
        List<string> lines =
        [
            "| work | woven assemblies | methods called | line visits | output, bytes | same as unwoven | negative figures | frames left open | impossible in the report |",
            "|---|---:|---:|---:|---:|---|---:|---:|---:|",
            .. work.Select(w => Invariant($"| {w.Name} | {w.Woven.WovenAssemblies} | {w.Woven.MethodsCalled:N0} | {w.Woven.LineVisits:N0} | {w.Unwoven.OutputLength:N0} | {(w.IsSame ? "yes" : "**no**")} | {w.Woven.NegativeFigures} | {w.Woven.OpenFrames} | {w.Woven.ImpossibleFigures} |")),
        ];
        return string.Join("\n", lines) + "\n";
    }

    /// <summary>The table of what real work takes.</summary>
    public static string Times(IReadOnlyList<WorkTimeResult> work)
    {
        List<string> lines =
        [
            "| work | older build, × unwoven | spread | this build, × unwoven | spread | added time, ÷ older |",
            "|---|---:|---:|---:|---:|---:|",
            .. work.Select(w => Invariant($"| {w.Name} | {WorkTimeResult.Median(w.Older):0.00} | {w.Older.Min():0.00} – {w.Older.Max():0.00} | {WorkTimeResult.Median(w.Newer):0.00} | {w.Newer.Min():0.00} – {w.Newer.Max():0.00} | {w.Added:0.00} |")),
        ];
        return string.Join("\n", lines) + "\n";
    }

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
