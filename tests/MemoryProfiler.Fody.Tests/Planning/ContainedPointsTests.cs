using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Weaving.Facts;
using MemoryProfiler.Weaving.Planning;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Planning;

public sealed class ContainedPointsTests : IDisposable
{
    readonly HandMadeBody _body = new();

    public void Dispose() => _body.Dispose();

    [Fact]
    public void An_increment_that_runs_into_its_condition_needs_no_probe()
    {
        var line = _body.Point();
        var increment = _body.Point(line);
        _body.Append(Instruction.Create(OpCodes.Ldc_I4, 1));
        _body.Emit(OpCodes.Pop);
        _body.Point(line);
        Contained().ShouldBe([increment]);
    }

    [Theory, InlineData("div"), InlineData("add.ovf"), InlineData("ret"), InlineData("newobj")]
    public void An_increment_that_may_go_elsewhere_keeps_its_probe(string name)
    {
        var line = _body.Point();
        _body.Point(line);
        _body.Append(HandMadeBody.With(name));
        _body.Point(line);
        Contained().ShouldBeEmpty();
    }

    [Fact]
    public void A_point_before_that_of_another_line_keeps_its_probe()
    {
        var line = _body.Point();
        _body.Point(line);
        _body.Point();
        _body.Point(line);
        Contained().ShouldBeEmpty();
    }

    [Fact]
    public void A_point_that_runs_into_a_loop_without_points_keeps_its_probe()
    {
        var line = _body.Point();
        _body.Point(line);
        var loop = HandMadeBody.Nop();
        _body.Append(loop);
        _body.Branch(OpCodes.Br, loop);
        _body.Point(line);
        Contained().ShouldBeEmpty();
    }

    IEnumerable<Instruction> Contained()
    {
        var points = _body.End();
        return ContainedPoints.Find(points, AllocationAnalysis.SinceReading(_body.Method.Body, points, new CountedCalls(new AllocationFacts(_body.Method.Module.GetTypes().SelectMany(type => type.Methods)), []))).Select(point => point.At);
    }
}
