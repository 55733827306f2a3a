using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Weaving.Facts;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Facts;

public class AllocationFactsTests
{
    readonly HandMadeAssembly _code = new();

    [Fact]
    public void A_method_that_computes_never_allocates_and_one_that_divides_may_raise_an_exception()
    {
        Emit("Add", Load, OpCodes.Ldc_I4_1, OpCodes.Add);
        Emit("Divide", OpCodes.Ldc_I4_1, Load, OpCodes.Div);
        Of("Add").ShouldBe(AllocationFact.Never);
        Of("Divide").ShouldBe(AllocationFact.OnlyByException);
    }

    [Fact]
    public void What_is_made_on_the_way_to_a_throw_alone_is_part_of_the_exception()
    {
        var il = _code.Method("Guard", _code.Int, _code.Int);
        var on = Instruction.Create(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Brtrue, on);
        il.Emit(OpCodes.Ldstr, "text");
        il.Emit(OpCodes.Newobj, _code.Constructor<InvalidOperationException>(typeof(string)));
        il.Emit(OpCodes.Throw);
        il.Append(on);
        il.Emit(OpCodes.Ret);
        Of("Guard").ShouldBe(AllocationFact.OnlyByException);
    }

    [Fact]
    public void A_box_on_the_way_to_the_end_is_an_allocation()
    {
        Emit("Box", Load, Instruction.Create(OpCodes.Box, _code.Int), OpCodes.Pop, Load);
        Of("Box").ShouldBe(AllocationFact.Possible);
    }

    [Fact]
    public void A_cast_to_a_class_allocates_nothing_and_one_to_an_interface_an_array_or_a_generic_type_may()
    {
        Cast("Class", OpCodes.Isinst, _code.Type);
        Cast("Core", OpCodes.Isinst, _code.Import<Exception>());
        Cast("Thrown", OpCodes.Castclass, _code.Import<Exception>());
        Cast("Unboxed", OpCodes.Unbox_Any, _code.Int);
        Cast("Interface", OpCodes.Isinst, _code.Import<IDisposable>());
        Cast("Array", OpCodes.Isinst, _code.Import<string[]>());
        Cast("Generic", OpCodes.Isinst, _code.Import<List<string>>());
        new[] { "Class", "Core", "Thrown", "Unboxed", "Interface", "Array", "Generic" }.Select(Of).ShouldBe(
        [
            AllocationFact.Never, AllocationFact.Never, AllocationFact.OnlyByException, AllocationFact.OnlyByException,
            AllocationFact.Possible, AllocationFact.Possible, AllocationFact.Possible,
        ]);
    }

    [Fact]
    public void A_box_of_a_type_parameter_that_is_only_asked_for_null_is_none_and_neither_is_that_of_a_class()
    {
        Box("AskedForNull", isClass: false, OpCodes.Brtrue);
        Box("Kept", isClass: false, OpCodes.Pop);
        Box("Class", isClass: true, OpCodes.Pop);
        (Of("AskedForNull"), Of("Kept"), Of("Class")).ShouldBe((AllocationFact.Never, AllocationFact.Possible, AllocationFact.Never));
    }

    [Fact]
    public void A_caller_can_do_what_its_callee_can()
    {
        var box = Emit("Box", Load, Instruction.Create(OpCodes.Box, _code.Int), OpCodes.Pop, Load);
        var divide = Emit("Divide", OpCodes.Ldc_I4_1, Load, OpCodes.Div);
        Emit("CallBox", Load, Instruction.Create(OpCodes.Call, box));
        Emit("CallDivide", Load, Instruction.Create(OpCodes.Call, divide));
        Of("CallBox").ShouldBe(AllocationFact.Possible);
        Of("CallDivide").ShouldBe(AllocationFact.OnlyByException);
    }

    [Fact]
    public void Methods_that_call_one_another_allocate_as_the_worst_of_them_does()
    {
        var (even, odd) = (Empty("Even"), Empty("Odd"));
        Fill(even, Load, Instruction.Create(OpCodes.Call, odd));
        Fill(odd, Load, Instruction.Create(OpCodes.Call, even));
        var (one, other) = (Empty("One"), Empty("Other"));
        Fill(one, Load, Instruction.Create(OpCodes.Call, other));
        Fill(other, Load, Instruction.Create(OpCodes.Call, one), Instruction.Create(OpCodes.Box, _code.Int), OpCodes.Pop, Load);
        (Of("Even"), Of("Odd"), Of("One"), Of("Other")).ShouldBe((AllocationFact.Never, AllocationFact.Never, AllocationFact.Possible, AllocationFact.Possible));
        (IsShort("Even"), IsShort("One")).ShouldBe((false, false));
    }

    [Fact]
    public void A_method_with_a_loop_is_not_short_and_neither_is_its_caller()
    {
        var il = _code.Method("Loop", _code.Int, _code.Int);
        var start = Instruction.Create(OpCodes.Ldarg_0);
        il.Append(start);
        il.Emit(OpCodes.Brtrue, start);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ret);
        Emit("CallLoop", Load, Instruction.Create(OpCodes.Call, il.Body.Method));
        Emit("Add", Load, OpCodes.Ldc_I4_1, OpCodes.Add);
        (IsShort("Loop"), IsShort("CallLoop"), IsShort("Add")).ShouldBe((false, false, true));
    }

    [Fact]
    public void A_method_that_may_be_overridden_is_not_known()
    {
        var target = Emit("Target", Load);
        target.IsStatic = false;
        target.IsVirtual = true;
        var il = _code.Method("CallVirtual", _code.Int, _code.Type, _code.Int);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Callvirt, target);
        il.Emit(OpCodes.Ret);
        Of("CallVirtual").ShouldBe(AllocationFact.Possible);
        _code.Type.IsSealed = true;
        Of("CallVirtual").ShouldBe(AllocationFact.OnlyByException);
    }

    [Theory, InlineData(true, "Never"), InlineData(false, "Possible")]
    public void The_first_call_of_a_type_may_run_its_static_constructor(bool isBeforeFieldInit, string fact)
    {
        var other = new TypeDefinition("", "Other", TypeAttributes.Public | TypeAttributes.Class, _code.Module.TypeSystem.Object) { IsBeforeFieldInit = isBeforeFieldInit };
        _code.Module.Types.Add(other);
        var target = Emit("Target", Load);
        _code.Type.Methods.Remove(target);
        other.Methods.Add(target);
        var constructor = new MethodDefinition(".cctor", MethodAttributes.Static | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName, _code.Void);
        constructor.Body.GetILProcessor().Emit(OpCodes.Ret);
        other.Methods.Add(constructor);
        Emit("Call", Load, Instruction.Create(OpCodes.Call, target));
        Of("Call").ToString().ShouldBe(fact);
    }

    [Fact]
    public void What_a_catch_block_catches_has_been_allocated()
    {
        var il = _code.Method("Catch", _code.Int, _code.Int);
        var (start, handler, end) = (Instruction.Create(OpCodes.Nop), Instruction.Create(OpCodes.Pop), Instruction.Create(OpCodes.Ldarg_0));
        il.Append(start);
        il.Emit(OpCodes.Leave, end);
        il.Append(handler);
        il.Emit(OpCodes.Leave, end);
        il.Append(end);
        il.Emit(OpCodes.Ret);
        HandMadeAssembly.Handle(il, ExceptionHandlerType.Catch, start, handler, end, caught: _code.Module.TypeSystem.Object);
        Of("Catch").ShouldBe(AllocationFact.Possible);
    }

    void Cast(string name, OpCode cast, TypeReference type) => Emit(name, OpCodes.Ldnull, Instruction.Create(cast, type), OpCodes.Pop, Load);

    void Box(string name, bool isClass, OpCode next)
    {
        var il = _code.Method(name, _code.Int, _code.Int);
        var type = new GenericParameter("T", il.Body.Method) { HasReferenceTypeConstraint = isClass };
        il.Body.Method.GenericParameters.Add(type);
        il.Body.Method.Parameters.Add(new ParameterDefinition(type));
        var end = Load;
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Box, type);
        il.Append(next == OpCodes.Pop ? Instruction.Create(next) : Instruction.Create(next, end));
        il.Append(end);
        il.Emit(OpCodes.Ret);
    }

    static Instruction Load => Instruction.Create(OpCodes.Ldarg_0);

    AllocationFact Of(string method) => new AllocationFacts(_code.Module.GetTypes().SelectMany(type => type.Methods)).Of(Find(method));

    bool IsShort(string method) => new AllocationFacts(_code.Module.GetTypes().SelectMany(type => type.Methods)).IsShort(Find(method));

    MethodDefinition Find(string method) => _code.Type.Methods.Single(known => known.Name == method);

    MethodDefinition Empty(string name) => _code.Method(name, _code.Int, _code.Int).Body.Method;

    MethodDefinition Emit(string name, params object[] code)
    {
        var method = Empty(name);
        Fill(method, code);
        return method;
    }

    // An operation that has no operand, or a whole instruction. Its end comes behind.
    static void Fill(MethodDefinition method, params object[] code)
    {
        foreach (var part in code.Append(OpCodes.Ret))
            method.Body.Instructions.Add(part is OpCode operation ? Instruction.Create(operation) : (Instruction)part);
    }
}
