using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Weaving.Il;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Il;

public sealed class ComputationTests : IDisposable
{
    readonly HandMadeBody _body = new();

    public void Dispose() => _body.Dispose();

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void Lambdas_that_only_compute_have_a_count_and_others_an_activation(Build build)
    {
        using var twins = new Twins(build);
        var lambdas = twins.WovenMethods.Where(pair => pair.Woven.DeclaringType.FullName.Contains("ComputationCases") && pair.Woven.Name.StartsWith('<')).ToList();
        string Counted(string method) => string.Join(' ', lambdas.Where(pair => pair.Woven.Name.StartsWith($"<{method}>")).Select(pair => Twins.IsOnlyCounted(pair.Woven)));
        Counted("Counted").ShouldBe("True True True True True True True");
        Counted("Entered").ShouldBe("False False False False False False");
        foreach (var (plain, woven) in lambdas.Where(pair => Twins.IsOnlyCounted(pair.Woven)))
            (woven.Body.Instructions.Count - plain.Body.Instructions.Count, woven.Body.ExceptionHandlers.Count).ShouldBe((7, 0));
    }

    [Theory, InlineData(1, true), InlineData(-5, true), InlineData(0, false), InlineData(-1, false)]
    public void A_division_fails_by_two_divisors_alone(int divisor, bool isComputation)
    {
        Load(7);
        Load(divisor);
        _body.Emit(OpCodes.Rem);
        IsComputation().ShouldBe(isComputation);
    }

    [Fact]
    public void A_division_of_floating_point_numbers_never_fails()
    {
        _body.Append(Instruction.Create(OpCodes.Ldc_R8, 7.0));
        _body.Append(Instruction.Create(OpCodes.Ldc_R8, 0.0));
        _body.Emit(OpCodes.Div);
        IsComputation().ShouldBeTrue();
    }

    [Fact]
    public void A_divisor_that_comes_on_two_ways_may_be_anything()
    {
        var division = Instruction.Create(OpCodes.Div);
        Load(7);
        Load(0);
        _body.Branch(OpCodes.Br, division);
        Load(5);
        _body.Append(division);
        IsComputation().ShouldBeFalse();
    }

    [Fact]
    public void A_lambda_that_jumps_back_may_run_for_ever_and_has_an_activation()
    {
        var start = _body.Point();
        _body.Fork(start);
        IsComputation().ShouldBeFalse();
    }

    [Theory]
    [InlineData(typeof(KeyValuePair<int, int>), "get_Value", true)]
    [InlineData(typeof(int?), "get_HasValue", true)]
    [InlineData(typeof(int?), "get_Value", false)]
    [InlineData(typeof(TimeSpan), "get_Ticks", false)]
    public void A_lambda_that_only_computes_calls_known_getters_alone(Type type, string getter, bool isComputation)
    {
        _body.Append(Instruction.Create(OpCodes.Ldarga, Parameter(type)));
        _body.Append(Instruction.Create(OpCodes.Call, _body.Module.ImportReference(type.GetMethod(getter))));
        IsComputation().ShouldBe(isComputation);
    }

    [Theory]
    [InlineData(typeof(ValueTuple<int, string>), true)]
    // A pointer, which the number may be.
    [InlineData(typeof(nint), false)]
    [InlineData(typeof(Tuple<int, string>), false)]
    public void A_field_is_read_where_it_is_known_to_be_there(Type loaded, bool isComputation)
    {
        var field = _body.Module.ImportReference(typeof(ValueTuple<int, string>).GetField("Item1"));
        _body.Append(Instruction.Create(OpCodes.Ldarg, Parameter(loaded)));
        _body.Append(Instruction.Create(OpCodes.Ldfld, field));
        IsComputation().ShouldBe(isComputation);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void The_object_of_a_lambda_is_there_as_long_as_nothing_else_is_stored_for_it(bool isStored)
    {
        _body.Method.IsStatic = false;
        _body.Method.HasThis = true;
        var self = _body.Method.Body.ThisParameter;
        var field = new FieldDefinition("Limit", FieldAttributes.Public, _body.Module.TypeSystem.Int32);
        _body.Method.DeclaringType.Fields.Add(field);
        if (isStored)
        {
            _body.Emit(OpCodes.Ldnull);
            _body.Append(Instruction.Create(OpCodes.Starg, self));
        }
        _body.Append(Instruction.Create(OpCodes.Ldarg, self));
        _body.Append(Instruction.Create(OpCodes.Ldfld, field));
        IsComputation().ShouldBe(!isStored);
    }

    [Fact]
    public void No_other_instruction_than_these_is_trusted_to_go_on()
    {
        var trusted = HandMadeBody.Codes.Where(code => Computation.IsPlain(code.Code));
        string.Join(' ', trusted.Select(code => code.Name)).ShouldBe(
            "nop ldnull ldc.i4.m1 ldc.i4.0 ldc.i4.1 ldc.i4.2 ldc.i4.3 ldc.i4.4 ldc.i4.5 ldc.i4.6 ldc.i4.7 ldc.i4.8 ldc.i4.s ldc.i4 ldc.i8 ldc.r4 ldc.r8 dup pop "
            + "add sub mul and or xor shl shr shr.un neg not conv.i1 conv.i2 conv.i4 conv.i8 conv.r4 conv.r8 conv.u4 conv.u8 conv.r.un conv.u2 conv.u1 conv.i conv.u "
            + "ceq cgt cgt.un clt clt.un ldarg ldarga starg ldloc ldloca stloc");
    }

    void Load(int number) => _body.Append(Instruction.Create(OpCodes.Ldc_I4, number));

    ParameterDefinition Parameter(Type type)
    {
        var parameter = new ParameterDefinition(_body.Module.ImportReference(type));
        _body.Method.Parameters.Add(parameter);
        return parameter;
    }

    bool IsComputation()
    {
        _body.End();
        return Computation.IsAllOf(_body.Method.Body);
    }
}
