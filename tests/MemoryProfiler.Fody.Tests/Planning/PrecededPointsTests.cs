using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Weaving.Planning;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Planning;

public sealed class PrecededPointsTests : IDisposable
{
    readonly HandMadeBody _body = new();

    public void Dispose() => _body.Dispose();

    [Fact]
    public void What_stands_behind_an_if_on_its_line_needs_no_probe_though_it_allocates()
    {
        var line = _body.Point();
        var behind = HandMadeBody.Nop();
        _body.Fork(behind);
        _body.Allocate();
        var statement = _body.Point(line);
        _body.Allocate();
        _body.AppendPoint(behind);
        Preceded().ShouldBe([statement]);
    }

    [Fact]
    public void The_variable_of_a_foreach_comes_behind_its_in_alone()
    {
        var (condition, variable) = (HandMadeBody.Nop(), HandMadeBody.Nop());
        var line = _body.Point();
        _body.Branch(OpCodes.Br, condition);
        _body.AppendPoint(variable, line);
        _body.Point();
        _body.AppendPoint(condition, line);
        _body.Fork(variable);
        Preceded().ShouldBe([variable]);
    }

    [Fact]
    public void One_probe_of_a_line_is_enough_for_a_row_of_points_behind_one_another()
    {
        var line = _body.Point();
        var second = _body.Point(line);
        var third = _body.Point(line);
        Preceded().ShouldBe([second, third], ignoreOrder: true);
    }

    [Fact]
    public void A_point_of_another_line_in_between_has_ended_the_line()
    {
        var line = _body.Point();
        _body.Point();
        _body.Point(line);
        Preceded().ShouldBeEmpty();
    }

    [Fact]
    public void A_point_that_two_lead_to_may_be_visited_more_often_than_either()
    {
        var line = _body.Point();
        var (other, join) = (HandMadeBody.Nop(), HandMadeBody.Nop());
        _body.Fork(other);
        var arm = _body.Point(line);
        _body.Branch(OpCodes.Br, join);
        _body.AppendPoint(other, line);
        _body.AppendPoint(join, line);
        Preceded().ShouldBe([arm, other], ignoreOrder: true);
    }

    [Fact]
    public void A_point_in_a_loop_with_itself_counts_its_rounds()
    {
        var line = _body.Point();
        var loop = _body.Point(line);
        _body.Fork(loop);
        Preceded().ShouldBeEmpty();
    }

    [Fact]
    public void A_point_that_the_entry_leads_to_as_well_keeps_its_probe()
    {
        var target = HandMadeBody.Nop();
        _body.Fork(target);
        var line = _body.Point();
        _body.AppendPoint(target, line);
        Preceded().ShouldBeEmpty();
    }

    [Fact]
    public void Code_that_nothing_leads_to_keeps_its_probes()
    {
        var end = HandMadeBody.Nop();
        var line = _body.Point();
        _body.Branch(OpCodes.Br, end);
        _body.Point(line);
        _body.AppendPoint(end);
        Preceded().ShouldBeEmpty();
    }

    [Theory, InlineData(ExceptionHandlerType.Catch), InlineData(ExceptionHandlerType.Filter), InlineData(ExceptionHandlerType.Finally), InlineData(ExceptionHandlerType.Fault)]
    public void A_point_at_the_start_of_a_handler_keeps_its_probe_as_it_may_be_entered_from_anywhere(ExceptionHandlerType type)
    {
        var (inTry, handler, _) = _body.Try(type, line: _body.Point());
        var preceded = Preceded().ToList();
        preceded.ShouldContain(inTry);
        preceded.ShouldNotContain(handler);
    }

    [Theory, InlineData(ExceptionHandlerType.Catch, true), InlineData(ExceptionHandlerType.Filter, true), InlineData(ExceptionHandlerType.Finally, false), InlineData(ExceptionHandlerType.Fault, false)]
    public void A_finally_on_the_way_out_of_a_try_may_end_the_line(ExceptionHandlerType type, bool isPreceded)
    {
        var (_, _, after) = _body.Try(type, leavesHandler: false, line: _body.Point());
        Preceded().Contains(after).ShouldBe(isPreceded);
    }

    IEnumerable<Instruction> Preceded() => PrecededPoints.Find(_body.Method.Body, _body.End()).Select(point => point.At);
}
