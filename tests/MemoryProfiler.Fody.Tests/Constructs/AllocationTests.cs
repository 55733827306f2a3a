using MemoryProfiler.Fody.Tests.Support;

namespace MemoryProfiler.Fody.Tests.Constructs;

public class AllocationTests
{
    public static TheoryData<string, Build> AllocationCases => Samples.InBothBuilds(Samples.AllocationCases);

    /// <summary>Those in which the profiler allocates nothing itself.</summary>
    public static TheoryData<string, Build> QuietCases => Samples.InBothBuilds(Samples.AllocationCases.Where(name => !Samples.Case(name).LooksForBoxes));

    [Fact]
    public void The_bytes_of_as_many_cases_are_compared_as_were_written() => Samples.AllocationCases.Length.ShouldBe(175);

    [Theory, MemberData(nameof(AllocationCases))]
    public void Self_bytes_of_all_lines_are_the_bracket_around_the_unwoven_call(string name, Build build)
    {
        var measured = WovenConstructs.Of(build).Measure(name);
        measured.SelfBytesOfAllMethods.ShouldBe(measured.PlainBracket);
    }

    [Theory, MemberData(nameof(AllocationCases))]
    public void Bytes_of_the_method_are_the_bracket_around_the_unwoven_call(string name, Build build)
    {
        var measured = WovenConstructs.Of(build).Measure(name);
        measured.AllocatedBytes.ShouldBe(measured.PlainBracket);
    }

    [Theory, MemberData(nameof(AllocationCases))]
    public void Bytes_of_the_lines_are_the_bracket_and_what_two_of_them_show(string name, Build build)
    {
        var measured = WovenConstructs.Of(build).Measure(name);
        if (!OtherRuntime.AllocatesOtherwise(name))
            measured.Lines.Sum(line => line.AllocatedBytes).ShouldBe(measured.PlainBracket + Samples.Case(name).OverlapIn(build));
    }

    [Theory, MemberData(nameof(QuietCases))]
    public void Weaving_adds_a_field_to_each_state_machine_and_some_closures_and_nothing_else(string name, Build build)
    {
        var measured = WovenConstructs.Of(build).Measure(name);
        var traits = Samples.Case(name);
        if (!OtherRuntime.Suspends)
            measured.WovenBracket.ShouldBe(measured.PlainBracket + (8 * traits.WidenedObjects(build)));
        else
            (measured.WovenBracket - measured.PlainBracket - (8 * (traits.Iterators + traits.Closures))).ShouldBeInRange(0, 32 * traits.AsyncCalls);
    }

    [Theory, MemberData(nameof(AllocationCases))]
    public void No_line_loses_what_another_was_given(string name, Build build) =>
        WovenConstructs.Of(build).Measure(name).LowestFigure.ShouldBe(0);

    [Theory, MemberData(nameof(AllocationCases))]
    public void No_call_has_more_than_all_and_no_line_more_than_its_method(string name, Build build) =>
        WovenConstructs.Of(build).Measure(name).ImpossibleFigures.ShouldBeEmpty();

    [Theory, MemberData(nameof(AllocationCases))]
    public void A_line_that_control_never_reached_has_no_bytes(string name, Build build) =>
        WovenConstructs.Of(build).Measure(name).AllLines
            .Where(line => line.Occurrences == 0 && (line.AllocatedBytes != 0 || line.SelfAllocatedBytes != 0))
            .Select(line => $"{line.Number}: {line.AllocatedBytes} B {line.Text.Trim()}").ShouldBeEmpty();

    [Theory, MemberData(nameof(AllocationCases))]
    public void Lines_count_what_they_say(string name, Build build)
    {
        var marked = WovenConstructs.Of(build).Measure(name).AllLines
            .Select(line => (Line: line, Mark: LineMark.Parse(line.Text)!))
            .Where(row => row.Mark is not null)
            .ToList();
        if (OtherRuntime.AllocatesOtherwise(name))
            marked = marked.ConvertAll(row => (row.Line, row.Mark with { Bytes = null, SelfBytes = null }));
        marked.Select(row => $"{row.Line.Number}: {row.Mark.Of(row.Line)}")
            .ShouldBe(marked.Select(row => $"{row.Line.Number}: {row.Mark}"));
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void All_marked_lines_of_the_constructs_are_found(Build build)
    {
        var marks = Samples.AllocationCases
            .SelectMany(name => WovenConstructs.Of(build).Measure(name).AllLines)
            .Count(line => LineMark.Parse(line.Text) is not null);
        marks.ShouldBe(679);
    }
}
