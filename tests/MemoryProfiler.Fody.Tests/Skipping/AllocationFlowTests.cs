using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Weaving.Weaving;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Skipping;

public sealed class AllocationFlowTests : IDisposable
{
    readonly ModuleDefinition _module;
    readonly MethodDefinition _method;
    readonly HashSet<Instruction> _points = [];

    public AllocationFlowTests() => _module = HandMade.Module(out _method);

    public void Dispose() => _module.Dispose();

    [Fact]
    public void The_entry_and_each_probe_are_readings()
    {
        var first = Point();
        var second = Point();
        Allocate();
        var third = Point();
        var fourth = Point();
        Counting().ShouldBe([first, second, fourth]);
        third.ShouldNotBeNull();
    }

    [Fact]
    public void What_lies_between_two_points_counts_and_not_what_they_begin()
    {
        Allocate();
        var first = Point();
        Emit(OpCodes.Ldc_I4_1);
        Emit(OpCodes.Pop);
        var second = Point();
        Counting().ShouldBe([second]);
        first.ShouldNotBe(second);
    }

    [Fact]
    public void One_arm_that_allocates_is_enough()
    {
        var join = Nop();
        Branch(OpCodes.Brtrue, join, Instruction.Create(OpCodes.Ldc_I4_1));
        Allocate();
        Append(join, isPoint: true);
        Counting().ShouldBeEmpty();
    }

    [Fact]
    public void Arms_that_do_not_allocate_meet_clean()
    {
        var join = Nop();
        Branch(OpCodes.Brtrue, join, Instruction.Create(OpCodes.Ldc_I4_1));
        Emit(OpCodes.Nop);
        Append(join, isPoint: true);
        Counting().ShouldBe([join]);
    }

    [Fact]
    public void A_loop_comes_back_with_what_its_body_allocated()
    {
        var head = Point();
        Allocate();
        Branch(OpCodes.Brtrue, head, Instruction.Create(OpCodes.Ldc_I4_1));
        var behind = Point();
        Counting().ShouldBeEmpty();
        behind.ShouldNotBe(head);
    }

    [Fact]
    public void A_loop_whose_last_line_reads_comes_back_clean()
    {
        var head = Point();
        Allocate();
        var last = Point();
        Branch(OpCodes.Brtrue, head, Instruction.Create(OpCodes.Ldc_I4_1));
        Counting().ShouldBe([head]);
        last.ShouldNotBe(head);
    }

    [Fact]
    public void What_an_inner_loop_allocates_reaches_the_head_of_the_outer_one()
    {
        var outer = Point();
        var inner = Point();
        Emit(OpCodes.Nop);
        Branch(OpCodes.Brtrue, outer, Instruction.Create(OpCodes.Ldc_I4_1));
        Allocate();
        Branch(OpCodes.Brtrue, inner, Instruction.Create(OpCodes.Ldc_I4_1));
        Branch(OpCodes.Br, outer);
        Counting().ShouldBeEmpty();
    }

    [Fact]
    public void Every_arm_of_a_switch_is_followed()
    {
        var (first, second) = (Nop(), Nop());
        Allocate();
        Emit(OpCodes.Ldc_I4_1);
        Append(Instruction.Create(OpCodes.Switch, [first, second]));
        Point();
        Append(first, isPoint: true);
        Append(second, isPoint: true);
        Counting().ShouldBeEmpty();
    }

    [Fact]
    public void Code_that_nothing_leads_to_reads()
    {
        var end = Nop();
        Branch(OpCodes.Br, end);
        Point();
        Append(end, isPoint: true);
        Counting().ShouldBe([end]);
    }

    [Theory, InlineData(ExceptionHandlerType.Catch), InlineData(ExceptionHandlerType.Filter), InlineData(ExceptionHandlerType.Finally), InlineData(ExceptionHandlerType.Fault)]
    public void A_handler_begins_with_something_allocated(ExceptionHandlerType type)
    {
        var (_, handler, _) = Try(type);
        Counting().ShouldNotContain(handler);
    }

    [Theory, InlineData(ExceptionHandlerType.Catch, true), InlineData(ExceptionHandlerType.Filter, true), InlineData(ExceptionHandlerType.Finally, false), InlineData(ExceptionHandlerType.Fault, false)]
    public void Leaving_a_try_is_a_jump_unless_a_finally_runs_on_the_way(ExceptionHandlerType type, bool counts)
    {
        var (_, _, after) = Try(type, leavesHandler: false);
        Counting().Contains(after).ShouldBe(counts);
    }

    [Theory, InlineData(ExceptionHandlerType.Catch), InlineData(ExceptionHandlerType.Filter)]
    public void The_runtime_ends_a_catch_with_code_of_its_own(ExceptionHandlerType type)
    {
        var (_, _, after) = Try(type, leavesHandler: true);
        Counting().ShouldNotContain(after);
    }

    [Theory, InlineData(ExceptionHandlerType.Catch), InlineData(ExceptionHandlerType.Finally)]
    public void A_leave_within_a_try_is_a_jump(ExceptionHandlerType type)
    {
        var (inTry, _, _) = Try(type);
        Counting().ShouldContain(inTry);
    }

    [Fact]
    public void The_lines_behind_the_condition_of_a_for_leave_the_tick_to_it_and_no_others()
    {
        var (increment, condition) = (Nop(), Nop());
        Point();
        Branch(OpCodes.Br, condition);
        var body = Point();
        Append(increment, isPoint: true);
        Append(condition, isPoint: true);
        Branch(OpCodes.Brtrue, body, Instruction.Create(OpCodes.Ldc_I4_1));
        var behind = Point();
        Emit(OpCodes.Nop);
        Point();
        AfterLater(increment, condition).ShouldBe([body, behind]);
    }

    [Fact]
    public void Memory_that_is_touched_on_the_way_has_its_tick_compared()
    {
        var condition = Point();
        Branch(OpCodes.Brtrue, condition, Instruction.Create(OpCodes.Ldsfld, HandMade.StaticField(_method)));
        Point();
        AfterLater(condition).ShouldBeEmpty();
    }

    [Fact]
    public void An_increment_that_runs_into_its_condition_needs_no_probe()
    {
        var before = Point();
        var increment = Point();
        Append(Instruction.Create(OpCodes.Ldc_I4, 1));
        Emit(OpCodes.Pop);
        var condition = Point();
        Contained(before, increment, condition).ShouldBe([increment]);
    }

    [Theory, InlineData("div"), InlineData("add.ovf"), InlineData("ret"), InlineData("newobj")]
    public void An_increment_that_may_go_elsewhere_keeps_its_probe(string name)
    {
        var before = Point();
        var increment = Point();
        Append(With(Codes.Single(code => code.Name == name), null));
        var condition = Point();
        Contained(before, increment, condition).ShouldBeEmpty();
    }

    [Fact]
    public void A_point_before_that_of_another_line_keeps_its_probe()
    {
        var before = Point();
        var increment = Point();
        Point();
        var condition = Point();
        Contained(before, increment, condition).ShouldBeEmpty();
    }

    [Theory, InlineData("ldfld"), InlineData("ldflda"), InlineData("stfld")]
    public void A_field_of_an_instance_is_memory_and_a_static_one_may_run_a_constructor(string name)
    {
        var instance = new FieldDefinition("Instance", FieldAttributes.Public, _module.TypeSystem.Int32);
        _method.DeclaringType.Fields.Add(instance);
        MayAllocate(name, instance).ShouldBeFalse();
        MayAllocate(name, HandMade.StaticField(_method)).ShouldBeTrue();
    }

    [Fact]
    public void A_field_of_another_assembly_is_looked_up_and_one_that_is_not_there_may_be_anything()
    {
        MayAllocate("ldfld", _module.ImportReference(typeof(ValueTuple<int, string>).GetField("Item1"))).ShouldBeFalse();
        MayAllocate("ldfld", _module.ImportReference(typeof(string).GetField("Empty"))).ShouldBeTrue();
        var missing = new TypeReference("Nowhere", "Missing", _module, new AssemblyNameReference("Nowhere", new Version(1, 0)));
        MayAllocate("ldfld", new FieldReference("Value", _module.TypeSystem.Int32, missing)).ShouldBeTrue();
    }

    [Theory, InlineData("ldelema"), InlineData("stelem.any")]
    public void An_element_of_a_value_type_is_memory_and_one_of_another_type_is_checked(string name)
    {
        var structure = new TypeDefinition("", "Structure", TypeAttributes.SequentialLayout, _module.ImportReference(typeof(ValueType)));
        _module.Types.Add(structure);
        MayAllocate(name, _module.TypeSystem.Int32).ShouldBeFalse();
        MayAllocate(name, structure).ShouldBeFalse();
        MayAllocate(name, _module.ImportReference(typeof(KeyValuePair<int, string>))).ShouldBeFalse();
        MayAllocate(name, _module.TypeSystem.Object).ShouldBeTrue();
        MayAllocate(name, _module.TypeSystem.String).ShouldBeTrue();
        MayAllocate(name, new GenericParameter("T", _method)).ShouldBeTrue();
    }

    [Fact]
    public void No_other_instruction_than_these_is_trusted_not_to_allocate()
    {
        var trusted = Codes.Where(code => code.OperandType is not OperandType.InlineField && code.Name is not ("ldelema" or "stelem.any"))
            .Where(code => !Allocation.IsPossible(With(code, null)));
        string.Join(' ', trusted.Select(code => code.Name)).ShouldBe(
            "nop ldarg.0 ldarg.1 ldarg.2 ldarg.3 ldloc.0 ldloc.1 ldloc.2 ldloc.3 stloc.0 stloc.1 stloc.2 stloc.3 ldarg.s ldarga.s starg.s ldloc.s ldloca.s stloc.s "
            + "ldnull ldc.i4.m1 ldc.i4.0 ldc.i4.1 ldc.i4.2 ldc.i4.3 ldc.i4.4 ldc.i4.5 ldc.i4.6 ldc.i4.7 ldc.i4.8 ldc.i4.s ldc.i4 ldc.i8 ldc.r4 ldc.r8 dup pop "
            + "br.s brfalse.s brtrue.s beq.s bge.s bgt.s ble.s blt.s bne.un.s bge.un.s bgt.un.s ble.un.s blt.un.s "
            + "br brfalse brtrue beq bge bgt ble blt bne.un bge.un bgt.un ble.un blt.un switch "
            + "ldind.i1 ldind.u1 ldind.i2 ldind.u2 ldind.i4 ldind.u4 ldind.i8 ldind.i ldind.r4 ldind.r8 ldind.ref stind.ref stind.i1 stind.i2 stind.i4 stind.i8 stind.r4 stind.r8 "
            + "add sub mul div div.un rem rem.un and or xor shl shr shr.un neg not conv.i1 conv.i2 conv.i4 conv.i8 conv.r4 conv.r8 conv.u4 conv.u8 "
            + "cpobj ldobj conv.r.un stobj conv.ovf.i1.un conv.ovf.i2.un conv.ovf.i4.un conv.ovf.i8.un conv.ovf.u1.un conv.ovf.u2.un conv.ovf.u4.un conv.ovf.u8.un conv.ovf.i.un conv.ovf.u.un "
            + "ldlen ldelem.i1 ldelem.u1 ldelem.i2 ldelem.u2 ldelem.i4 ldelem.u4 ldelem.i8 ldelem.i ldelem.r4 ldelem.r8 ldelem.ref "
            + "stelem.i stelem.i1 stelem.i2 stelem.i4 stelem.i8 stelem.r4 stelem.r8 ldelem.any "
            + "conv.ovf.i1 conv.ovf.u1 conv.ovf.i2 conv.ovf.u2 conv.ovf.i4 conv.ovf.u4 conv.ovf.i8 conv.ovf.u8 ckfinite conv.u2 conv.u1 conv.i conv.ovf.i conv.ovf.u "
            + "add.ovf add.ovf.un mul.ovf mul.ovf.un sub.ovf sub.ovf.un leave leave.s stind.i conv.u ceq cgt cgt.un clt clt.un "
            + "ldarg ldarga starg ldloc ldloca stloc localloc unaligned. volatile. initobj cpblk initblk sizeof readonly.");
    }

    static IEnumerable<OpCode> Codes => typeof(OpCodes).GetFields().Select(known => (OpCode)known.GetValue(null)!).OrderBy(code => code.Code);

    static bool MayAllocate(string name, object operand) =>
        Allocation.IsPossible(With(Codes.Single(code => code.Name == name), operand));

    static Instruction With(OpCode code, object? operand)
    {
        var instruction = Nop();
        instruction.OpCode = code;
        instruction.Operand = operand;
        return instruction;
    }

    /// <summary>A try that jumps within itself and is left, and its handler; nothing in them allocates.</summary>
    (Instruction InTry, Instruction Handler, Instruction After) Try(ExceptionHandlerType type, bool leavesHandler = true)
    {
        var (start, inTry, after, end) = (Nop(), Nop(), Nop(), Nop());
        Append(start);
        Branch(OpCodes.Leave, inTry);
        Append(inTry, isPoint: true);
        Branch(OpCodes.Leave, leavesHandler ? end : after);
        var filter = type == ExceptionHandlerType.Filter ? Point() : null;
        if (filter is not null)
            Emit(OpCodes.Endfilter);
        var handler = Point();
        if (type is ExceptionHandlerType.Finally or ExceptionHandlerType.Fault)
            Emit(OpCodes.Endfinally);
        else
            Branch(OpCodes.Leave, leavesHandler ? after : end);
        Append(after, isPoint: true);
        Append(end);
        _method.Body.ExceptionHandlers.Add(new ExceptionHandler(type)
        {
            TryStart = start,
            TryEnd = filter ?? handler,
            FilterStart = filter,
            HandlerStart = handler,
            HandlerEnd = after,
        });
        return (inTry, filter ?? handler, after);
    }

    /// <summary>What leaves the tick to these points, if all others begin a line.</summary>
    IEnumerable<Instruction> AfterLater(params HashSet<Instruction> later)
    {
        End();
        return AllocationFlow.FindAfterLater(_method.Body, [.. _points.Except(later)], later).OrderBy(point => point.Offset);
    }

    /// <summary>What needs no probe of these points, if the last two are the first's line's and all others have their own.</summary>
    HashSet<Instruction> Contained(Instruction line, Instruction increment, Instruction condition)
    {
        End();
        var counting = AllocationFlow.FindCounting(_method.Body, _points);
        return ContainedPoints.Find([.. _points.Select(At)], counting);

        (ProbePoint Point, Instruction At) At(Instruction at) =>
            (new ProbePoint(new SequencePoint(at, new Document("")), at.Offset, at == increment || at == condition ? line.Offset : at.Offset), at);
    }

    IEnumerable<Instruction> Counting()
    {
        End();
        return AllocationFlow.FindCounting(_method.Body, _points).OrderBy(point => point.Offset);
    }

    void End()
    {
        Emit(OpCodes.Ret);
        var instructions = _method.Body.Instructions;
        for (var i = 0; i < instructions.Count; i++)
            instructions[i].Offset = i;
    }

    void Allocate()
    {
        Append(Instruction.Create(OpCodes.Newobj, _module.ImportReference(typeof(object).GetConstructor([]))));
        Emit(OpCodes.Pop);
    }

    Instruction Point()
    {
        var point = Nop();
        Append(point, isPoint: true);
        return point;
    }

    void Branch(OpCode code, Instruction target, Instruction? condition = null)
    {
        if (condition is not null)
            Append(condition);
        Append(Instruction.Create(code, target));
    }

    void Emit(OpCode code) => Append(Instruction.Create(code));

    void Append(Instruction instruction, bool isPoint = false)
    {
        _method.Body.Instructions.Add(instruction);
        if (isPoint)
            _points.Add(instruction);
    }

    static Instruction Nop() => Instruction.Create(OpCodes.Nop);
}
