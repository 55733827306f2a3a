using MemoryProfiler.Fody.Tests.Support;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Rewriting;

public sealed class ValueTests
{
    static readonly int[] _two = [1, 2];

    [Fact]
    public void A_modifier_on_void_returns_nothing()
    {
        var code = new HandMadeAssembly();
        var modifier = new TypeReference("System.Runtime.CompilerServices", "IsExternalInit", code.Module, code.Module.TypeSystem.CoreLibrary);
        var il = code.Method("Set", new RequiredModifierType(modifier, code.Void), code.Int);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Box, code.Int);
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ret);
        var woven = code.Weave();
        woven.Call("Set", 1).ShouldBeNull();
        // The activation and the copy that lines read; nothing to return.
        woven.Body("Set").Body.Variables.Count.ShouldBe(2);
    }

    [Fact]
    public void A_probe_never_comes_between_a_prefix_and_its_instruction()
    {
        var code = new HandMadeAssembly();
        var field = new FieldDefinition("_value", FieldAttributes.Public | FieldAttributes.Static, code.Int);
        code.Type.Fields.Add(field);
        var il = code.Method("Read", code.Int);
        il.Emit(OpCodes.Volatile);
        il.Emit(OpCodes.Ldsfld, field);
        il.Emit(OpCodes.Ret);
        var woven = code.Weave();
        woven.Call("Read").ShouldBe(0);
        woven.Body("Read").Body.Instructions.Single(at => at.OpCode == OpCodes.Volatile).Next.OpCode.ShouldBe(OpCodes.Ldsfld);
    }

    [Fact]
    public void Memory_of_the_stack_stays_valid_to_the_end()
    {
        var code = new HandMadeAssembly();
        var il = code.Method("Run", code.Int, code.Int);
        var block = new VariableDefinition(new PointerType(code.Int));
        il.Body.Variables.Add(block);
        il.Body.InitLocals = true;
        il.Emit(OpCodes.Ldc_I4, 64);
        il.Emit(OpCodes.Conv_U);
        il.Emit(OpCodes.Localloc);
        il.Emit(OpCodes.Stloc, block);
        il.Emit(OpCodes.Ldloc, block);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Stind_I4);
        il.Emit(OpCodes.Ldloc, block);
        il.Emit(OpCodes.Ldind_I4);
        il.Emit(OpCodes.Ret);
        code.Weave().Call("Run", 77).ShouldBe(77);
    }

    [Fact]
    public void A_call_through_a_pointer_takes_its_arguments_and_the_pointer()
    {
        var code = new HandMadeAssembly();
        var target = code.Method("Twice", code.Int, code.Int);
        target.Emit(OpCodes.Ldarg_0);
        target.Emit(OpCodes.Dup);
        target.Emit(OpCodes.Add);
        target.Emit(OpCodes.Ret);
        var il = code.Method("Run", code.Int, code.Int);
        var site = new CallSite(code.Int);
        site.Parameters.Add(new ParameterDefinition(code.Int));
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldftn, target.Body.Method);
        il.Emit(OpCodes.Calli, site);
        il.Emit(OpCodes.Starg, il.Body.Method.Parameters[0]);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ret);
        var woven = code.Weave();
        woven.Call("Run", 21).ShouldBe(42);
        woven.Result.ProbeCount.ShouldBe(3);
    }

    [Fact]
    public void A_typed_reference_is_made_and_read()
    {
        var code = new HandMadeAssembly();
        var il = code.Method("Run", code.Int, code.Int);
        var reference = new VariableDefinition(code.Module.TypeSystem.TypedReference);
        il.Body.Variables.Add(reference);
        il.Emit(OpCodes.Ldarga, il.Body.Method.Parameters[0]);
        il.Emit(OpCodes.Mkrefany, code.Int);
        il.Emit(OpCodes.Stloc, reference);
        il.Emit(OpCodes.Ldloc, reference);
        il.Emit(OpCodes.Refanyval, code.Int);
        il.Emit(OpCodes.Ldind_I4);
        il.Emit(OpCodes.Ret);
        code.Weave().Call("Run", 5).ShouldBe(5);
    }

    [Fact]
    public void A_reference_into_an_array_is_returned()
    {
        var code = new HandMadeAssembly();
        var il = code.Method("Last", new ByReferenceType(code.Int), new ArrayType(code.Int));
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Ldelema, code.Int);
        il.Emit(OpCodes.Ret);
        code.Weave().Call("Last", _two).ShouldBe(2);
    }

    [Fact]
    public void A_method_may_have_more_slots_than_two_bytes_can_count()
    {
        const int Statements = 70_000;
        var code = new HandMadeAssembly();
        var il = code.Method("Run", code.Int, code.Int);
        for (var i = 0; i < Statements; i++)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Pop);
        }
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ret);
        var woven = code.Weave();
        woven.Call("Run", 8).ShouldBe(8);
        var lines = woven.Totals("Run").Lines;
        lines.Length.ShouldBe(Statements + 2);
        lines.ShouldAllBe(line => line.Sums.Visits == 1);
    }
}
