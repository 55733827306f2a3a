using MemoryProfiler.Fody.Tests.Support;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Rewriting;

public sealed class TailCallTests
{
    const int Deep = 2_000_000;

    [Fact]
    public void Mutual_recursion_by_tail_calls_needs_no_stack()
    {
        var code = new HandMadeAssembly();
        AddRecursion(code);
        var woven = code.Weave();
        woven.Call("Even", Deep).ShouldBe(1);
        woven.Totals("Even").Lines[0].Visits.ShouldBe((Deep / 2) + 1);
        woven.Totals("Odd").Lines[0].Visits.ShouldBe(Deep / 2);
        WovenAssembly.NothingIsOpen.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_stands_between_a_tail_call_and_its_return()
    {
        var code = new HandMadeAssembly();
        AddRecursion(code);
        var body = code.Weave().Body("Even").Body;
        var tail = body.Instructions.Single(at => at.OpCode == OpCodes.Tail);
        tail.Next.OpCode.ShouldBe(OpCodes.Call);
        tail.Next.Next.OpCode.ShouldBe(OpCodes.Ret);
        body.ExceptionHandlers.ShouldBeEmpty();
    }

    [Fact]
    public void A_branch_to_the_return_behind_a_tail_call_ends_the_activation()
    {
        var code = new HandMadeAssembly();
        var target = code.Method("Target", code.Void);
        target.Emit(OpCodes.Ret);
        var il = code.Method("Run", code.Void, code.Int);
        var end = il.Create(OpCodes.Ret);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Brfalse, end);
        il.Emit(OpCodes.Tail);
        il.Emit(OpCodes.Call, target.Body.Method);
        il.Append(end);
        var woven = code.Weave();
        woven.Call("Run", 0);
        WovenAssembly.NothingIsOpen.ShouldBeTrue();
        woven.Call("Run", 1);
        WovenAssembly.NothingIsOpen.ShouldBeTrue();
    }

    [Fact]
    public void An_activation_left_by_an_exception_is_closed_by_its_woven_caller()
    {
        var code = new HandMadeAssembly();
        AddThrower(code);
        AddCatcher(code);
        var woven = code.Weave();
        woven.Call("Catch");
        WovenAssembly.NothingIsOpen.ShouldBeTrue();
        var (thrower, catcher) = (woven.Totals("Thrower"), woven.Totals("Catch"));
        thrower.Lines[0].Visits.ShouldBe(1);
        catcher.Lines.Sum(line => line.Bytes).ShouldBeGreaterThanOrEqualTo(thrower.Lines.Sum(line => line.Bytes));
        catcher.Lines.ShouldAllBe(line => line.Sums.Bytes - line.Sums.CalleeBytes >= 0);
    }

    [Fact]
    public void The_bytes_of_a_method_left_by_an_exception_are_counted_once_in_its_caller()
    {
        var code = new HandMadeAssembly();
        AddThrower(code);
        AddCatcher(code);
        var woven = code.Weave();
        woven.Call("Catch");
        var before = woven.Totals("Catch").Lines.Sum(line => line.Bytes);
        var start = GC.GetAllocatedBytesForCurrentThread();
        var run = woven.Method("Catch").CreateDelegate<Action>();
        var made = GC.GetAllocatedBytesForCurrentThread();
        run();
        var all = GC.GetAllocatedBytesForCurrentThread() - made;
        made.ShouldBeGreaterThan(start);
        (woven.Totals("Catch").Lines.Sum(line => line.Bytes) - before).ShouldBe(all);
    }

    [Fact]
    public void An_activation_left_to_unwoven_code_is_closed_when_a_method_further_out_begins()
    {
        var code = new HandMadeAssembly();
        AddThrower(code);
        var plain = code.Method("Plain", code.Int);
        plain.Emit(OpCodes.Ldc_I4_7);
        plain.Emit(OpCodes.Ret);
        var woven = code.Weave();
        Should.Throw<InvalidOperationException>(() => CallDeeper(woven, 20));
        woven.Call("Plain").ShouldBe(7);
        WovenAssembly.NothingIsOpen.ShouldBeTrue();
        woven.Totals("Thrower").Lines[0].Visits.ShouldBe(1);
    }

    static void CallDeeper(WovenAssembly woven, int depth)
    {
        if (depth > 0)
            CallDeeper(woven, depth - 1);
        else
            woven.Call("Thrower");
        GC.KeepAlive(woven);
    }

    static void AddRecursion(HandMadeAssembly code)
    {
        var even = code.Method("Even", code.Int, code.Int);
        var odd = code.Method("Odd", code.Int, code.Int);
        Write(even, odd, atZero: 1);
        Write(odd, even, atZero: 0);

        static void Write(ILProcessor il, ILProcessor other, int atZero)
        {
            var more = il.Create(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Brtrue, more);
            il.Emit(OpCodes.Ldc_I4, atZero);
            il.Emit(OpCodes.Ret);
            il.Append(more);
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Sub);
            il.Emit(OpCodes.Tail);
            il.Emit(OpCodes.Call, other.Body.Method);
            il.Emit(OpCodes.Ret);
        }
    }

    // Has a tail call, so it gets no finally, but throws before it.
    static void AddThrower(HandMadeAssembly code)
    {
        var il = code.Method("Thrower", code.Void);
        var call = il.Create(OpCodes.Tail);
        il.Emit(OpCodes.Ldc_I4, 100);
        il.Emit(OpCodes.Newarr, code.Module.TypeSystem.Byte);
        il.Emit(OpCodes.Brfalse, call);
        il.Emit(OpCodes.Newobj, code.Constructor<InvalidOperationException>());
        il.Emit(OpCodes.Throw);
        il.Append(call);
        il.Emit(OpCodes.Call, il.Body.Method);
        il.Emit(OpCodes.Ret);
    }

    static void AddCatcher(HandMadeAssembly code)
    {
        var il = code.Method("Catch", code.Void);
        var end = il.Create(OpCodes.Ret);
        var start = il.Create(OpCodes.Call, code.Type.Methods.Single(m => m.Name == "Thrower"));
        var handler = il.Create(OpCodes.Pop);
        il.Append(start);
        il.Emit(OpCodes.Leave, end);
        il.Append(handler);
        il.Emit(OpCodes.Ldc_I4, 50);
        il.Emit(OpCodes.Newarr, code.Module.TypeSystem.Byte);
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Leave, end);
        il.Append(end);
        HandMadeAssembly.Handle(il, ExceptionHandlerType.Catch, start, handler, end, caught: code.Import<InvalidOperationException>());
    }
}
