using MemoryProfiler.Fody.Tests.Support;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Bodies;

public sealed class SkippedBodyTests
{
    [Fact]
    public void A_jump_to_another_method_is_left_as_it_is()
    {
        var code = new HandMadeAssembly();
        var target = code.Method("Target", code.Int, code.Int);
        target.Emit(OpCodes.Ldarg_0);
        target.Emit(OpCodes.Ret);
        var il = code.Method("Jump", code.Int, code.Int);
        il.Emit(OpCodes.Jmp, target.Body.Method);
        var woven = code.Weave();
        woven.Call("Jump", 11).ShouldBe(11);
        woven.IsWoven("Jump").ShouldBeFalse();
        woven.IsWoven("Target").ShouldBeTrue();
        woven.Result.Diagnostics.Single().Code.ShouldBe("MPR007");
    }

    [Fact]
    public void A_method_of_the_runtimes_own_async_that_returns_no_task_is_left_as_it_is()
    {
        var code = new HandMadeAssembly();
        var il = code.Method("Run", code.Int);
        il.Emit(OpCodes.Ldc_I4_3);
        il.Emit(OpCodes.Ret);
        il.Body.Method.ImplAttributes |= (MethodImplAttributes)0x2000;
        using var written = new MemoryStream();
        code.Module.Write(written);
        written.Position = 0;
        var module = ModuleDefinition.ReadModule(written);
        new MemoryProfiler.Weaving.AssemblyWeaver(module, new() { AllMethods = true }).Weave().BodyCount.ShouldBe(0);
    }

    [Fact]
    public void A_body_without_instructions_is_left_as_it_is()
    {
        var code = new HandMadeAssembly();
        code.Method("Empty", code.Void);
        var il = code.Method("Full", code.Int);
        il.Emit(OpCodes.Ldc_I4_3);
        il.Emit(OpCodes.Ret);
        var woven = code.Weave();
        woven.Result.BodyCount.ShouldBe(1);
        woven.Call("Full").ShouldBe(3);
    }

    [Fact]
    public void A_method_taken_out_stays_out_when_all_are_profiled()
    {
        var code = new HandMadeAssembly();
        var il = code.Method("Out", code.Int);
        il.Emit(OpCodes.Ldc_I4_3);
        il.Emit(OpCodes.Ret);
        il.Body.Method.CustomAttributes.Add(new CustomAttribute(code.Constructor<NoProfileAttribute>()));
        code.Weave().IsWoven("Out").ShouldBeFalse();
    }

    [Fact]
    public void A_woven_assembly_is_not_woven_again()
    {
        var code = new HandMadeAssembly();
        var il = code.Method("Run", code.Int);
        il.Emit(OpCodes.Ldc_I4_3);
        il.Emit(OpCodes.Ret);
        var woven = code.Weave();
        new MemoryProfiler.Weaving.AssemblyWeaver(woven.Module, new() { AllMethods = true }).Weave().BodyCount.ShouldBe(0);
    }
}
