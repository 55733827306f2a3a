using System.CommandLine;
using MemoryProfiler.Reports.Comparing;
using MemoryProfiler.Tool.Reporting;
using MemoryProfiler.Tool.Terminal;

namespace MemoryProfiler.Tool.Commands;

/// <summary><c>diff</c>: what changed between two saved reports, and a gate for it.</summary>
static class DiffCommand
{
    public static Command Create()
    {
        var before = new Argument<string>("before.json") { Description = "The report of before, as MemoryReport.Save(\"before.json\") wrote it." };
        var after = new Argument<string>("after.json") { Description = "The report of after." };
        var output = new Option<string>("--output", "-o") { Description = "Where to write it, as .md, .html or .txt; without it the tables are printed.", HelpName = "file" };
        var failAbove = new Option<string>("--fail-above")
        {
            Description = "Ends with 1 if a method that is in both reports, or all together, allocate more than this more: 10% or 64KB.",
            HelpName = "limit",
        };
        var command = new Command("diff", "Shows which methods and lines allocate more or less than before, those that grew most first.") { before, after, output, failAbove };
        command.SetAction(result =>
        {
            var target = result.GetValue(output);
            if (target is not null && ComparisonFormats.OfPath(target) is null)
                throw new ToolException(ComparisonFormats.Refusal(target), ExitCodes.Usage);
            var limit = result.GetValue(failAbove) is { } text ? GrowthLimit.Parse(text) : null;
            var comparison = SavedReports.Compare(result.GetRequiredValue(before), result.GetRequiredValue(after));
            if (target is null)
                ComparisonTable.Write(comparison, TerminalTables.Of(result.InvocationConfiguration.Output));
            else
                comparison.Save(target);
            if (limit?.Exceeded(comparison) is not { } excess)
                return ExitCodes.Success;
            throw new ToolException(excess);
        });
        return command;
    }
}
