using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Weaving.Facts;
using MemoryProfiler.Weaving.Planning;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Planning;

public sealed class AllocationAnalysisTests : IDisposable
{
    readonly HandMadeBody _body = new();

    public void Dispose() => _body.Dispose();

    [Fact]
    public void The_entry_of_a_method_and_each_probe_read_the_clock()
    {
        var first = _body.Point();
        var second = _body.Point();
        _body.Allocate();
        var third = _body.Point();
        var fourth = _body.Point();
        Counting().ShouldBe([first, second, fourth]);
        third.ShouldNotBeNull();
    }

    [Fact]
    public void What_lies_between_two_points_counts_and_not_what_they_begin()
    {
        _body.Allocate();
        var first = _body.Point();
        _body.Emit(OpCodes.Ldc_I4_1);
        _body.Emit(OpCodes.Pop);
        var second = _body.Point();
        Counting().ShouldBe([second]);
        first.ShouldNotBe(second);
    }

    // The runtime makes objects of its own at the first call of some methods: an activation has them, so the line around it must.
    [Theory, InlineData(true), InlineData(false)]
    public void Behind_a_call_that_has_an_activation_the_clock_is_read_although_it_cannot_allocate(bool hasLoop)
    {
        var callee = new MethodDefinition("Callee", MethodAttributes.Static, _body.Method.Module.TypeSystem.Void);
        var il = callee.Body.GetILProcessor();
        var start = Instruction.Create(OpCodes.Nop);
        il.Append(start);
        if (hasLoop)
        {
            il.Emit(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Brtrue, start);
        }
        il.Emit(OpCodes.Ret);
        _body.Method.DeclaringType.Methods.Add(callee);
        _body.Point();
        _body.Append(Instruction.Create(OpCodes.Call, callee));
        var behind = _body.Point();
        new AllocationFacts([callee]).Of(callee).ShouldBe(AllocationFact.Never);
        Counting().Contains(behind).ShouldBe(!hasLoop);
    }

    [Fact]
    public void One_arm_of_an_if_that_allocates_has_the_next_probe_read_the_clock()
    {
        var join = HandMadeBody.Nop();
        _body.Fork(join);
        _body.Allocate();
        _body.AppendPoint(join);
        Counting().ShouldBeEmpty();
    }

    [Fact]
    public void Arms_of_an_if_that_do_not_allocate_have_the_next_probe_only_count()
    {
        var join = HandMadeBody.Nop();
        _body.Fork(join);
        _body.Emit(OpCodes.Nop);
        _body.AppendPoint(join);
        Counting().ShouldBe([join]);
    }

    [Fact]
    public void A_loop_comes_back_with_what_its_body_allocated()
    {
        var head = _body.Point();
        _body.Allocate();
        _body.Fork(head);
        var behind = _body.Point();
        Counting().ShouldBeEmpty();
        behind.ShouldNotBe(head);
    }

    [Fact]
    public void A_loop_whose_last_line_reads_comes_back_clean()
    {
        var head = _body.Point();
        _body.Allocate();
        var last = _body.Point();
        _body.Fork(head);
        Counting().ShouldBe([head]);
        last.ShouldNotBe(head);
    }

    [Fact]
    public void What_an_inner_loop_allocates_reaches_the_head_of_the_outer_one()
    {
        var outer = _body.Point();
        var inner = _body.Point();
        _body.Emit(OpCodes.Nop);
        _body.Fork(outer);
        _body.Allocate();
        _body.Fork(inner);
        _body.Branch(OpCodes.Br, outer);
        Counting().ShouldBeEmpty();
    }

    [Fact]
    public void Every_arm_of_a_switch_that_allocates_has_the_next_probe_read_the_clock()
    {
        var (first, second) = (HandMadeBody.Nop(), HandMadeBody.Nop());
        _body.Allocate();
        _body.Emit(OpCodes.Ldc_I4_1);
        _body.Append(Instruction.Create(OpCodes.Switch, [first, second]));
        _body.Point();
        _body.AppendPoint(first);
        _body.AppendPoint(second);
        Counting().ShouldBeEmpty();
    }

    [Fact]
    public void Probes_in_code_that_nothing_leads_to_read_the_clock()
    {
        var end = HandMadeBody.Nop();
        _body.Branch(OpCodes.Br, end);
        _body.Point();
        _body.AppendPoint(end);
        Counting().ShouldBe([end]);
    }

    [Theory, InlineData(ExceptionHandlerType.Catch), InlineData(ExceptionHandlerType.Filter), InlineData(ExceptionHandlerType.Finally), InlineData(ExceptionHandlerType.Fault)]
    public void A_handler_of_exceptions_begins_with_something_allocated(ExceptionHandlerType type)
    {
        var (_, handler, _) = _body.Try(type);
        Counting().ShouldNotContain(handler);
    }

    [Theory, InlineData(ExceptionHandlerType.Catch, true), InlineData(ExceptionHandlerType.Filter, true), InlineData(ExceptionHandlerType.Finally, false), InlineData(ExceptionHandlerType.Fault, false)]
    public void Leaving_a_try_is_a_jump_unless_a_finally_runs_on_the_way(ExceptionHandlerType type, bool counts)
    {
        var (_, _, after) = _body.Try(type, leavesHandler: false);
        Counting().Contains(after).ShouldBe(counts);
    }

    [Theory, InlineData(ExceptionHandlerType.Catch), InlineData(ExceptionHandlerType.Filter)]
    public void The_runtime_ends_a_catch_with_code_of_its_own(ExceptionHandlerType type)
    {
        var (_, _, after) = _body.Try(type, leavesHandler: true);
        Counting().ShouldNotContain(after);
    }

    [Theory, InlineData(ExceptionHandlerType.Catch), InlineData(ExceptionHandlerType.Finally)]
    public void A_leave_within_a_try_is_a_jump(ExceptionHandlerType type)
    {
        var (inTry, _, _) = _body.Try(type);
        Counting().ShouldContain(inTry);
    }

    [Fact]
    public void The_lines_behind_the_condition_of_a_for_leave_the_tick_to_it_and_no_others()
    {
        var (increment, condition) = (HandMadeBody.Nop(), HandMadeBody.Nop());
        var first = _body.Point();
        _body.Branch(OpCodes.Br, condition);
        var body = _body.Point();
        _body.AppendPoint(increment, first);
        _body.AppendPoint(condition, first);
        _body.Fork(body);
        var behind = _body.Point();
        _body.Emit(OpCodes.Nop);
        _body.Point();
        SinceLaterPoint().ShouldBe([body, behind]);
    }

    [Fact]
    public void Memory_that_is_touched_on_the_way_has_its_tick_compared()
    {
        var first = _body.Point();
        var condition = _body.Point(first);
        _body.Branch(OpCodes.Brtrue, condition, Instruction.Create(OpCodes.Ldsfld, HandMade.StaticField(_body.Method)));
        _body.Point();
        SinceLaterPoint().ShouldBeEmpty();
    }

    IEnumerable<Instruction> Counting()
    {
        var points = _body.End();
        var flow = AllocationAnalysis.SinceReading(_body.Method.Body, points, new CountedCalls(new AllocationFacts(_body.Method.Module.GetTypes().SelectMany(type => type.Methods)), []));
        return points.All.Select(point => point.At).Where(flow.Holds);
    }

    /// <summary>The first points of lines that leave the tick to a later point of another.</summary>
    IEnumerable<Instruction> SinceLaterPoint()
    {
        var points = _body.End();
        var flow = AllocationAnalysis.SinceLaterPoint(_body.Method.Body, points);
        return points.All.Where(point => point.IsFirst).Select(point => point.At).Where(flow.Holds);
    }
}
