using MemoryProfiler.Collecting;
using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Tests.Collecting;

public sealed class CopyFiguresTests
{
    [Fact]
    public void Figures_come_out_of_their_arrays_as_they_went_in()
    {
        var figures = Figures();

        var other = PackedFigures.Unpack(PackedFigures.Pack(figures));

        other.Methods.ShouldBe(figures.Methods);
        other.Limits.ShouldBe(figures.Limits);
        other.Notes.ToArray().ShouldBe(figures.Notes.ToArray());
        (other.AreBytesEstimated, other.Unrecorded, other.Probes, other.Use, other.LedgerBytes).ShouldBe((true, 3, 90, figures.Use, 4_096));
    }

    [Fact]
    public void Ten_thousand_loads_of_one_plug_in_are_one_method_and_one_note()
    {
        var sum = new CopyFigures();
        for (var load = 0; load < 10_000; load++)
            sum.Add(Figures());

        var method = sum.Methods.ShouldHaveSingleItem();
        (method.Calls, method.AllocatedBytes, method.Lines.Count).ShouldBe((20_000, 1_000_000, 1));
        (sum.Unrecorded, sum.Probes, sum.Use.Cold.Reading).ShouldBe((30_000, 900_000, 70_000));
        sum.Notes.ToArray().ShouldBe(Figures().Notes.ToArray());
    }

    [Fact]
    public void Another_build_of_a_method_is_another_method()
    {
        var sum = Figures();
        var method = MethodSumTests.Method(1, 10, 10, 10, 10, null);
        var other = new CopyFigures();
        other.Add(method with { Lines = [method.Lines[0] with { Text = "var a = 2;" }] }, null);

        sum.Add(other);

        sum.Methods.Select(known => (known.FullName, known.Calls)).ShouldBe([("PlugIn.Work.Go()", 2), ("PlugIn.Work.Go()", 1)]);
    }

    [Fact]
    public void What_one_load_called_is_not_named_as_never_called_for_another_one()
    {
        var notes = new ReportNotes();
        notes.AddNotCalled(new MappedMethod("Work.Go()", "PlugIn.Work.Go()", "Work.cs", [new MappedLine(7, "")], [0], [], 1, [], null), wasCalled: false);

        notes.RemoveNotCalled(MethodSumTests.Method(1, 10, 10, 10, 10, null));

        notes.ToArray().ShouldBeEmpty();
    }

    [Fact]
    public void Figures_of_a_form_that_is_not_known_are_a_note()
    {
        var figures = PackedFigures.Unpack(new object?[] { 99, "7.0.0" });

        figures.Methods.ShouldBeEmpty();
        figures.Notes.ToArray().ShouldBe(["A plug-in has a copy of MemoryProfiler of its own, of version 7.0.0. What that recorded is not in this report, as this version cannot read it. Use one version of MemoryProfiler in the program and its plug-ins."]);
    }

    internal static CopyFigures Figures()
    {
        var figures = new CopyFigures
        {
            AreBytesEstimated = true,
            Unrecorded = 3,
            Probes = 90,
            Use = new ProbeUse(new ProbeTally { Reading = 1 }, new ProbeTally { Counting = 2 }, new ProbeTally { Reading = 7, Segments = 3 }),
            LedgerBytes = 4_096,
        };
        figures.Add(MethodSumTests.Method(calls: 2, bytes: 100, min: 40, max: 60, first: 60, later: 40), limit: 50);
        figures.Notes.AddSkipped(new SkippedMethod("Work.Stop()", "Work.cs:9", "MPR001: it has no body."));
        return figures;
    }
}
