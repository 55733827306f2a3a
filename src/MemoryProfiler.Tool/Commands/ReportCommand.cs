using System.CommandLine;
using MemoryProfiler.Reports;
using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Tool.Reporting;
using MemoryProfiler.Tool.Terminal;

namespace MemoryProfiler.Tool.Commands;

/// <summary><c>report</c>: a saved report in another form.</summary>
static class ReportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("report.json") { Description = "What MemoryReport.Save(\"report.json\") or MEMORYPROFILER_REPORT=report.json wrote." };
        var output = new Option<string>("--output", "-o") { Description = "Where to write it, as .html, .md, .csv, .txt or .json; without it the tables are printed.", HelpName = "file" };
        var command = new Command("report", "Shows a line-by-line report, or writes it as a page, Markdown, CSV or text.") { file, output };
        command.SetAction(result =>
        {
            var target = result.GetValue(output);
            if (target is not null && !Formats.IsKnown(target))
                throw new ToolException(Formats.Refusal(target), ExitCodes.Usage);
            var report = SavedReports.Load(result.GetRequiredValue(file));
            if (target is null)
                TableFormatter.Write(report, PrintedMethods.AllOf(report.Methods), TerminalTables.Of(result.InvocationConfiguration.Output));
            else
                report.Save(target);
            return ExitCodes.Success;
        });
        return command;
    }
}
