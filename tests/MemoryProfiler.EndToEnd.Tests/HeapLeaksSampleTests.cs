using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>The leaks of an automatic search, small.</summary>
public sealed partial class HeapLeaksSampleTests
{
    [Theory]
    [InlineData("event", "event HeapLeaks.ProgressEvent.Changed (static) → EventHandler._invocationList[] → EventHandler._target → FrameStats.Frame → DataFrame",
        "event HeapLeaks.ProgressEvent.Changed (static), which frees 16 of them, 16.0 MiB")]
    [InlineData("cache", "HeapLeaks.ScoreCache._stats (static) → Dictionary<int, FrameStats>._entries[].value → FrameStats.Frame → DataFrame",
        "HeapLeaks.ScoreCache._stats (static), which frees 16 of them, 16.0 MiB")]
    [InlineData("closure", "HeapLeaks.Summary._lines (static) → List<Func<string>>._items[] → Func<string>._target → captured variable stats of HeapLeaks.Summary.AddStats → FrameStats.Frame → DataFrame",
        "HeapLeaks.Summary._lines (static), which frees 16 of them, 16.0 MiB")]
    public async Task A_leak_is_seen_over_time_named_by_its_path_and_gone_when_it_is_done_right(string story, string path, string cut)
    {
        var lines = await Run(story);

        Of(lines, "held by").ShouldBe(path);
        Of(lines, "to cut").ShouldBe(cut);
        LeakedAndFixed(lines);
    }

    [Fact]
    public async Task A_timer_s_leak_has_a_reference_to_cut_for_each()
    {
        var lines = await Run("timer");

        // On which processor's list each timer is, and where on it, differs.
        Of(lines, "held by").ShouldMatch(@"^System\.Threading\.TimerQueue\.Instances \(static\)\[.*\] → TimerQueue\._longTimers → (TimerQueueTimer\._next (\(\d+ times\) )?→ )?"
            + @"TimerQueueTimer\._timerCallback → TimerCallback\._target → captured variable stats of HeapLeaks\.Heartbeat\.New → FrameStats\.Frame → DataFrame$");
        Of(lines, "to cut").ShouldBe("captured variable stats of HeapLeaks.Heartbeat.New, which frees 1 of them, 1.0 MiB");
        LeakedAndFixed(lines);
    }

    [Fact]
    public async Task A_circle_is_collected()
    {
        var lines = await Run("cycle");

        Of(lines, "alive").ShouldBe("0 DataFrame");
        Of(lines, "a circle").ShouldBe("DataFrame.Stats → FrameStats.Frame → DataFrame");
        OverTime(lines, "over time")[^1].ShouldBeLessThan(1);
    }

    [Fact]
    public async Task A_story_that_there_is_not_is_told_with_those_that_there_are()
    {
        var run = await Programs.Start("HeapLeaks", ["nothing"]);

        (run.ExitCode, run.Output, run.Error).ShouldBe((2, "", "Usage: HeapLeaks event|cache|timer|closure|cycle [MiB of each frame]\n"));
    }

    // 16 frames of a mebibyte; done right there is one at a time, and none at the end.
    static void LeakedAndFixed(string[] lines)
    {
        Of(lines, "alive").ShouldBe("16 DataFrame, without which 16.0 MiB would be free");
        OverTime(lines, "over time")[^1].ShouldBeInRange(16, 17);
        OverTime(lines, "done right")[^1].ShouldBeLessThan(1);
        var last = lines[^1].Trim();
        last.ShouldStartWith("0 DataFrame, ");
        double.Parse(Share().Match(last).Value, CultureInfo.InvariantCulture).ShouldBeLessThan(0.5);
    }

    static string Of(string[] lines, string name) => lines.Where(line => line.StartsWith(name + ":", StringComparison.Ordinal)).ShouldHaveSingleItem()[(name.Length + 1)..].Trim();

    static double[] OverTime(string[] lines, string name) =>
        [.. Of(lines, name).Split(" → ").Select(figure => double.Parse(figure.Replace(" MiB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture))];

    static async Task<string[]> Run(string story)
    {
        var run = await Programs.Start("HeapLeaks", [story, "1"]);
        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        return run.Output.TrimEnd().Split('\n');
    }

    [GeneratedRegex(@"[0-9]\.[0-9]+(?= of the memory)")]
    private static partial Regex Share();
}
