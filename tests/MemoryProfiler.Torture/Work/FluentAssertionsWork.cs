using FluentAssertions;

namespace MemoryProfiler.Torture.Work;

/// <summary>Assertions that hold, and the messages of those that do not.</summary>
static class FluentAssertionsWork
{
    sealed record Point(int X, int Y, List<string> Tags);

    public static string Run()
    {
        var left = Enumerable.Range(0, 12).Select(i => new Point(i, i * i, [$"t{i}", "same"])).ToList();
        var right = left.Select(p => p with { Tags = [.. p.Tags] }).ToList();
        left.Should().BeEquivalentTo(right).And.HaveCount(12);
        right[3] = right[3] with { Y = 1, Tags = ["other"] };
        return string.Join("\n---\n",
            Message(() => left.Should().BeEquivalentTo(right, options => options.WithStrictOrdering())),
            Message(() => "some text".Should().StartWith("other").And.HaveLength(3)),
            Message(() => 3.Should().BeInRange(5, 9, "it is {0}", "asked")),
            Message(() => new Action(() => throw new InvalidOperationException("inner")).Should().Throw<ArgumentException>()),
            Message(() => new Dictionary<string, int> { ["a"] = 1 }.Should().ContainKey("b")));
    }

    static string Message(Action assertion)
    {
        try
        {
            assertion();
            return "holds";
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }
}
