using MemoryProfiler.Fody.Tests.Support;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Rewriting;

public sealed class HandlerTests
{
    [Fact]
    public void A_handler_may_end_the_method()
    {
        var code = new HandMadeAssembly();
        var il = code.Method("CountDown", code.Int, code.Int);
        var start = il.Create(OpCodes.Ldarg_0);
        var again = il.Create(OpCodes.Leave, start);
        var handler = il.Create(OpCodes.Nop);
        il.Append(start);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Starg, il.Body.Method.Parameters[0]);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Brtrue, again);
        il.Emit(OpCodes.Newobj, code.Constructor<TimeoutException>());
        il.Emit(OpCodes.Throw);
        il.Append(again);
        il.Append(handler);
        il.Emit(OpCodes.Endfinally);
        HandMadeAssembly.Handle(il, ExceptionHandlerType.Finally, start, handler, handlerEnd: null);
        var woven = code.Weave();
        Should.Throw<TimeoutException>(() => woven.Call("CountDown", 5));
        WovenAssembly.NothingIsOpen.ShouldBeTrue();
        woven.Totals("CountDown").Lines[1].Visits.ShouldBe(5);
    }

    [Fact]
    public void A_fault_block_runs_and_the_exception_goes_on()
    {
        var code = new HandMadeAssembly();
        var log = code.Import<List<string>>();
        var il = code.Method("Run", code.Void, log);
        var end = il.Create(OpCodes.Ret);
        var start = il.Create(OpCodes.Newobj, code.Constructor<TimeoutException>());
        var handler = il.Create(OpCodes.Ldarg_0);
        il.Append(start);
        il.Emit(OpCodes.Throw);
        il.Append(handler);
        il.Emit(OpCodes.Ldstr, "fault");
        il.Emit(OpCodes.Callvirt, code.Import<List<string>>("Add", typeof(string)));
        il.Emit(OpCodes.Endfinally);
        il.Append(end);
        HandMadeAssembly.Handle(il, ExceptionHandlerType.Fault, start, handler, end);
        var woven = code.Weave();
        var seen = new List<string>();
        Should.Throw<TimeoutException>(() => woven.Call("Run", seen));
        seen.ShouldBe(["fault"]);
        WovenAssembly.NothingIsOpen.ShouldBeTrue();
    }

    [Fact]
    public void A_filter_decides_as_before_and_carries_no_probe()
    {
        var code = new HandMadeAssembly();
        var il = code.Method("Run", code.Int, code.Int);
        var load = il.Create(OpCodes.Ldc_I4, 42);
        var start = il.Create(OpCodes.Newobj, code.Constructor<TimeoutException>());
        var filter = il.Create(OpCodes.Pop);
        var handler = il.Create(OpCodes.Pop);
        il.Append(start);
        il.Emit(OpCodes.Throw);
        il.Append(filter);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Endfilter);
        il.Append(handler);
        il.Emit(OpCodes.Leave, load);
        il.Append(load);
        il.Emit(OpCodes.Ret);
        HandMadeAssembly.Handle(il, ExceptionHandlerType.Filter, start, handler, load, filter);
        var woven = code.Weave();
        woven.Call("Run", 1).ShouldBe(42);
        Should.Throw<TimeoutException>(() => woven.Call("Run", 0));
        WovenAssembly.NothingIsOpen.ShouldBeTrue();
        var body = woven.Body("Run").Body;
        var bounds = body.ExceptionHandlers.Single(h => h.FilterStart is not null);
        body.Instructions.Where(at => at.Offset >= bounds.FilterStart.Offset && at.Offset < bounds.HandlerStart.Offset)
            .ShouldNotContain(at => WovenAssembly.IsProbe(at));
    }

    [Fact]
    public void A_try_block_at_the_start_and_a_branch_to_it_keep_their_meaning()
    {
        var code = new HandMadeAssembly();
        var il = code.Method("Run", code.Int, code.Int);
        var start = il.Create(OpCodes.Ldarg_0);
        var handler = il.Create(OpCodes.Ldarg_0);
        var behind = il.Create(OpCodes.Ldarg_0);
        il.Append(start);
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Leave, behind);
        il.Append(handler);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Starg, il.Body.Method.Parameters[0]);
        il.Emit(OpCodes.Endfinally);
        il.Append(behind);
        il.Emit(OpCodes.Brtrue, start);
        il.Emit(OpCodes.Ldc_I4, 9);
        il.Emit(OpCodes.Ret);
        HandMadeAssembly.Handle(il, ExceptionHandlerType.Finally, start, handler, behind);
        var woven = code.Weave();
        woven.Call("Run", 4).ShouldBe(9);
        woven.Totals("Run").Lines[1].Visits.ShouldBe(4);
    }

    [Fact]
    public void Dead_code_is_left_without_probes()
    {
        var code = new HandMadeAssembly();
        var il = code.Method("Run", code.Int);
        var end = il.Create(OpCodes.Ldc_I4, 3);
        il.Emit(OpCodes.Br, end);
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Add);
        il.Append(end);
        il.Emit(OpCodes.Ret);
        code.Weave().Call("Run").ShouldBe(3);
    }
}
