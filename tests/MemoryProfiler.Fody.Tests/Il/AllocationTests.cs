using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Weaving.Il;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Il;

public sealed class AllocationTests : IDisposable
{
    readonly HandMadeBody _body = new();

    public void Dispose() => _body.Dispose();

    [Theory, InlineData("ldfld"), InlineData("ldflda"), InlineData("stfld")]
    public void A_field_of_an_instance_is_memory_and_a_static_one_may_run_a_constructor(string name)
    {
        var instance = new FieldDefinition("Instance", FieldAttributes.Public, _body.Module.TypeSystem.Int32);
        _body.Method.DeclaringType.Fields.Add(instance);
        MayAllocate(name, instance).ShouldBeFalse();
        MayAllocate(name, HandMade.StaticField(_body.Method)).ShouldBeTrue();
    }

    [Fact]
    public void A_field_of_another_assembly_is_looked_up_and_one_that_is_not_there_may_be_anything()
    {
        MayAllocate("ldfld", _body.Module.ImportReference(typeof(ValueTuple<int, string>).GetField("Item1"))).ShouldBeFalse();
        MayAllocate("ldfld", _body.Module.ImportReference(typeof(string).GetField("Empty"))).ShouldBeTrue();
        var missing = new TypeReference("Nowhere", "Missing", _body.Module, new AssemblyNameReference("Nowhere", new Version(1, 0)));
        MayAllocate("ldfld", new FieldReference("Value", _body.Module.TypeSystem.Int32, missing)).ShouldBeTrue();
    }

    [Theory, InlineData("ldelema"), InlineData("stelem.any")]
    public void An_element_of_a_value_type_is_memory_and_one_of_another_type_is_checked(string name)
    {
        var structure = new TypeDefinition("", "Structure", TypeAttributes.SequentialLayout, _body.Module.ImportReference(typeof(ValueType)));
        _body.Module.Types.Add(structure);
        MayAllocate(name, _body.Module.TypeSystem.Int32).ShouldBeFalse();
        MayAllocate(name, structure).ShouldBeFalse();
        MayAllocate(name, _body.Module.ImportReference(typeof(KeyValuePair<int, string>))).ShouldBeFalse();
        MayAllocate(name, _body.Module.TypeSystem.Object).ShouldBeTrue();
        MayAllocate(name, _body.Module.TypeSystem.String).ShouldBeTrue();
        MayAllocate(name, new GenericParameter("T", _body.Method)).ShouldBeTrue();
    }

    [Fact]
    public void No_other_instruction_than_these_is_trusted_not_to_allocate()
    {
        var trusted = HandMadeBody.Codes.Where(code => code.OperandType is not OperandType.InlineField && code.Name is not ("ldelema" or "stelem.any" or "isinst" or "castclass" or "unbox" or "unbox.any" or "box"))
            .Where(code => !Allocation.IsPossible(HandMadeBody.With(code.Name)));
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

    static bool MayAllocate(string name, object operand) => Allocation.IsPossible(HandMadeBody.With(name, operand));
}
