using System.Globalization;
using System.Text.RegularExpressions;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>The line that holds most at the peak, which is not the one that allocates most.</summary>
public sealed partial class PeakLinesSampleTests
{
    [Fact]
    public async Task The_line_that_holds_most_is_named_and_without_it_less_than_half_is_alive()
    {
        var folder = Directory.CreateTempSubdirectory("peak").FullName;
        var run = await Programs.Start("PeakLines", ["800", folder]);
        var flames = Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        var svg = await File.ReadAllTextAsync(Path.Combine(folder, "all-at-once-peak.svg"), TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);

        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        var atOnce = Story(run.Output, "all at once");
        var byDay = Story(run.Output, "day by day");
        atOnce.Sold.ShouldBe(byDay.Sold);
        atOnce.Allocates.ShouldStartWith("PeakLines.YearInReview.Add(Dictionary<string, long>, string, Catalogue) YearInReview.cs:");
        atOnce.Holds.ShouldStartWith("PeakLines.Tills.Read(int) Tills.cs:");
        // 800 texts of 20,000 characters are 30.5 MiB, and the catalogue is 7.2. Some 260 of the texts are sampled; this is six deviations of chance.
        atOnce.Alive.ShouldBeInRange(37.0, 40.0);
        atOnce.Held.ShouldBeInRange(20, 41);
        byDay.Alive.ShouldBeLessThan(atOnce.Alive / 2);
        byDay.Holds.ShouldStartWith("PeakLines.Catalogue.Load(int) Catalogue.cs:");
        flames.ShouldBe(["all-at-once-allocated.svg", "all-at-once-peak.svg", "all-at-once.html", "day-by-day-allocated.svg", "day-by-day-peak.svg", "day-by-day.html"]);
        svg.ShouldContain(">Tills.Read:15<tspan>");
        svg.ShouldContain("Live at peak: ");
    }

    [Fact]
    public async Task Days_that_are_no_number_are_told_what_there_is()
    {
        var run = await Programs.Start("PeakLines", ["many"]);

        (run.ExitCode, run.Output, run.Error).ShouldBe((2, "", "Usage: PeakLines [days, 100 to 20,000] [folder for the flame graphs]\n"));
    }

    static (string Sold, string Allocates, string Holds, double Held, double Alive) Story(string output, string name)
    {
        var story = Lines().Match(output[output.IndexOf($"\n{name}: ", StringComparison.Ordinal)..]);
        story.Success.ShouldBeTrue(output);
        return (story.Groups["sold"].Value, story.Groups["allocates"].Value, story.Groups["holds"].Value, Number("held"), Number("alive"));

        double Number(string group) => double.Parse(story.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^\n[a-z ]+: (?<sold>[0-9,]+) sold\nallocates most: (?<allocates>.*), [0-9.]+ MiB of [0-9.]+ MiB\nholds most:     (?<holds>.*), (?<held>[0-9.]+) MiB of [0-9.]+ MiB at the peak\nalive:          (?<alive>[0-9.]+) MiB at its widest")]
    private static partial Regex Lines();
}
