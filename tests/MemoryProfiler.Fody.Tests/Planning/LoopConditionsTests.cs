using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Weaving.Planning;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Planning;

public sealed class LoopConditionsTests : IDisposable
{
    readonly HandMadeBody _body = new();
    readonly Instruction _start = HandMadeBody.Nop();
    readonly Instruction _condition = Instruction.Create(OpCodes.Ldc_I4_1);

    public void Dispose() => _body.Dispose();

    [Fact]
    public void A_condition_that_only_compares_is_counted_by_the_body_it_leads_to()
    {
        var line = Begin();
        var body = _body.Point();
        _body.Allocate();
        _body.Point(line);
        End(line);
        Find().ShouldBe([(_condition, body)]);
    }

    [Fact]
    public void The_body_that_counts_a_condition_may_begin_before_its_first_point()
    {
        var line = Begin();
        _body.Append(Instruction.Create(OpCodes.Ldc_I4, 1));
        _body.Emit(OpCodes.Pop);
        var body = _body.Point();
        _body.Emit(OpCodes.Nop);
        End(line);
        Find().ShouldBe([(_condition, body)]);
    }

    [Fact]
    public void The_increment_of_a_loop_without_a_body_counts_its_condition()
    {
        var line = Begin();
        var increment = _body.Point(line);
        End(line);
        Find().ShouldBe([(_condition, increment)]);
    }

    [Fact]
    public void Each_of_two_nested_loops_has_its_condition_counted_by_its_own_body()
    {
        var (innerStart, innerCondition) = (HandMadeBody.Nop(), Instruction.Create(OpCodes.Ldc_I4_1));
        var line = Begin();
        var inner = _body.Point();
        _body.Branch(OpCodes.Br, innerCondition);
        _body.Append(innerStart);
        var body = _body.Point();
        _body.AppendPoint(innerCondition, inner);
        _body.Branch(OpCodes.Brtrue, innerStart);
        _body.Point();
        End(line);
        Find().ShouldBe([(innerCondition, body), (_condition, inner)]);
    }

    [Fact]
    public void A_loop_that_is_left_to_where_something_else_jumps_to_keeps_the_probe_of_its_condition()
    {
        var (innerStart, innerCondition) = (HandMadeBody.Nop(), Instruction.Create(OpCodes.Ldc_I4_1));
        var line = Begin();
        var inner = _body.Point();
        _body.Branch(OpCodes.Br, innerCondition);
        _body.Append(innerStart);
        _body.Point();
        _body.AppendPoint(innerCondition, inner);
        _body.Branch(OpCodes.Brtrue, innerStart);
        End(line);
        Find().ShouldBe([(_condition, inner)]);
    }

    [Fact]
    public void The_only_point_of_a_line_tells_its_first_visit()
    {
        Begin();
        _body.Point();
        End(line: null);
        Find().ShouldBeEmpty();
    }

    [Theory, InlineData("ldlen"), InlineData("div"), InlineData("add.ovf"), InlineData("newobj")]
    public void A_condition_that_may_throw_or_call_keeps_its_probe(string name)
    {
        var line = Begin();
        _body.Point();
        _body.AppendPoint(_condition, line);
        _body.Append(HandMadeBody.With(name));
        _body.Branch(OpCodes.Brtrue, _start);
        Find().ShouldBeEmpty();
    }

    [Theory, InlineData("ldlen"), InlineData("ret"), InlineData("newobj")]
    public void A_body_that_may_not_get_to_its_first_point_does_not_count(string name)
    {
        var line = Begin();
        _body.Append(HandMadeBody.With(name));
        _body.Point();
        End(line);
        Find().ShouldBeEmpty();
    }

    [Fact]
    public void A_condition_with_a_second_point_of_its_line_keeps_its_probe()
    {
        var line = Begin();
        var body = _body.Point();
        _body.AppendPoint(_condition, line);
        var second = _body.Point(line);
        _body.Branch(OpCodes.Brtrue, _start, Instruction.Create(OpCodes.Ldc_I4_1));
        Find().ShouldBe([(second, body)]);
    }

    [Fact]
    public void A_jump_into_the_middle_of_the_condition_was_never_at_its_point()
    {
        var line = Begin();
        _body.Point();
        var middle = Instruction.Create(OpCodes.Ldc_I4_1);
        _body.Fork(middle);
        _body.AppendPoint(_condition, line);
        _body.Emit(OpCodes.Pop);
        _body.Branch(OpCodes.Brtrue, _start, middle);
        Find().ShouldBeEmpty();
    }

    [Fact]
    public void A_jump_to_the_condition_is_an_evaluation_like_any()
    {
        var line = Begin();
        var body = _body.Point();
        _body.Fork(_condition);
        _body.Allocate();
        End(line);
        Find().ShouldBe([(_condition, body)]);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_body_that_something_else_jumps_into_counts_more(bool toStart)
    {
        var line = Begin();
        var body = _body.Point();
        _body.Fork(toStart ? _start : body);
        End(line);
        Find().ShouldBeEmpty();
    }

    [Fact]
    public void A_body_that_begins_from_above_counts_more()
    {
        var line = _body.Point();
        _body.Append(_start);
        _body.Point();
        End(line);
        Find().ShouldBeEmpty();
    }

    [Fact]
    public void A_debug_build_hides_the_branch_and_keeps_the_probe()
    {
        var line = Begin();
        _body.Point();
        _body.AppendPoint(_condition, line);
        var hidden = HandMadeBody.Nop();
        _body.Branch(OpCodes.Brtrue, _start, hidden);
        var points = _body.End();
        LoopConditions.Find(_body.Method.Body, points).Count.ShouldBe(1);
        _body.Method.DebugInformation.SequencePoints.Add(new SequencePoint(hidden, new Document("Hidden.cs")) { StartLine = 0xFEEFEE, EndLine = 0xFEEFEE });
        LoopConditions.Find(_body.Method.Body, points).ShouldBeEmpty();
    }

    [Fact]
    public void A_jump_ahead_is_no_loop()
    {
        var line = _body.Point();
        var behind = HandMadeBody.Nop();
        _body.AppendPoint(_condition, line);
        _body.Branch(OpCodes.Brtrue, behind);
        _body.Point();
        _body.Branch(OpCodes.Br, line);
        _body.AppendPoint(behind);
        Find().ShouldBeEmpty();
    }

    [Theory, InlineData(ExceptionHandlerType.Catch), InlineData(ExceptionHandlerType.Filter), InlineData(ExceptionHandlerType.Finally), InlineData(ExceptionHandlerType.Fault)]
    public void A_handler_that_begins_with_the_body_is_entered_otherwise_too(ExceptionHandlerType type)
    {
        var line = _body.Point();
        var (_, handler, _) = _body.Try(type, line: line);
        _body.AppendPoint(_condition, line);
        _body.Branch(OpCodes.Brtrue, handler);
        Find().ShouldBeEmpty();
    }

    /// <summary>Begins a loop; its line.</summary>
    Instruction Begin()
    {
        var line = _body.Point();
        _body.Branch(OpCodes.Br, _condition);
        _body.Append(_start);
        return line;
    }

    void End(Instruction? line)
    {
        _body.AppendPoint(_condition, line);
        _body.Branch(OpCodes.Brtrue, _start);
    }

    IEnumerable<(Instruction Condition, Instruction Body)> Find() =>
        LoopConditions.Find(_body.Method.Body, _body.End()).Select(found => (found.Point.At, found.Body.At));
}
