using System.Globalization;
using MemoryProfiler.Diagnostics;

namespace MemoryProfiler.Tests.Diagnostics;

public sealed class PathTemplateTests
{
    [Fact]
    public void The_process_and_the_time_are_filled_in_wherever_they_stand()
    {
        var pid = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

        var path = PathTemplate.Expand("{pid}/{Time}/a-{PID}.txt");

        path.ShouldMatch($@"^{pid}/\d{{8}}-\d{{6}}/a-{pid}\.txt$");
    }

    [Fact]
    public void A_relative_path_becomes_a_whole_one()
    {
        var path = PathTemplate.Resolve("a/b.txt");

        Path.IsPathFullyQualified(path).ShouldBeTrue();
        path.ShouldEndWith(Path.Combine("a", "b.txt"));
    }

    [Fact]
    public void A_whole_path_stays_as_it_is()
    {
        var whole = Path.Combine(Path.GetTempPath(), "b.txt");

        PathTemplate.Resolve(whole).ShouldBe(whole);
    }
}
