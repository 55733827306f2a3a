using MemoryProfiler.Fody.Tests.Constructs;
using MemoryProfiler.Fody.Tests.Support;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Rewriting;

public class TrapTests
{
    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void No_probe_stands_between_a_prefix_and_its_instruction(Build build)
    {
        using var twins = new Twins(build);
        var prefixes = 0;
        foreach (var (_, woven) in twins.WovenMethods)
        {
            foreach (var prefix in woven.Body.Instructions.Where(i => i.OpCode.OpCodeType == OpCodeType.Prefix))
            {
                prefixes++;
                IsProbeCode(prefix.Next).ShouldBeFalse($"{woven.FullName} {prefix}");
            }
        }
        prefixes.ShouldBe(18);
    }

    [Fact]
    public void A_point_behind_a_prefix_gets_no_probe()
    {
        using var module = HandMade.Module(out var method);
        var il = method.Body.GetILProcessor();
        var field = HandMade.StaticField(method);
        il.Emit(OpCodes.Volatile);
        il.Emit(OpCodes.Ldsfld, field);
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ret);
        HandMade.Points(method, 0, 1, 2);

        WovenFile.Weave(module).MethodCount.ShouldBe(1);

        var codes = method.Body.Instructions.ToList();
        var prefix = codes.FindIndex(i => i.OpCode == OpCodes.Volatile);
        codes[prefix + 1].OpCode.ShouldBe(OpCodes.Ldsfld);
        // The first point stands on the line of the entry, whose slot has the line's bytes.
        codes.Where(Twins.IsLine).Select(i => ((MethodReference)i.Operand).Name).ShouldBe(["CountPoint", "Line"]);
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void No_probe_runs_in_an_exception_filter(Build build)
    {
        using var twins = new Twins(build);
        var filters = 0;
        foreach (var (_, woven) in twins.WovenMethods)
        {
            foreach (var handler in woven.Body.ExceptionHandlers.Where(h => h.FilterStart is not null))
            {
                filters++;
                for (var i = handler.FilterStart; i != handler.HandlerStart; i = i.Next)
                    IsProbeCode(i).ShouldBeFalse($"{woven.FullName} {i}");
            }
        }
        filters.ShouldBe(10);
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void Handlers_that_end_their_method_are_among_the_samples_and_closed_before_the_profilers_own(Build build)
    {
        using var twins = new Twins(build);
        var ends = 0;
        foreach (var (plain, woven) in twins.WovenMethods.Where(pair => !Twins.IsOnlyCounted(pair.Woven) && !Twins.HasCountedCalls(pair.Woven)))
        {
            ends += plain.Body.ExceptionHandlers.Count(handler => handler.HandlerEnd is null);
            var handlers = woven.Body.ExceptionHandlers;
            handlers.Count.ShouldBe(plain.Body.ExceptionHandlers.Count + 1);
            handlers.SkipLast(1).ShouldAllBe(handler => handler.HandlerEnd != null);
            handlers[^1].HandlerType.ShouldBe(ExceptionHandlerType.Finally);
            Handler(handlers[^1]).Count(Twins.IsExit).ShouldBe(1, woven.FullName);
        }
        ends.ShouldBe(build == Build.Debug ? 8 : 9);
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void Init_setters_with_a_body_return_nothing(Build build)
    {
        using var twins = new Twins(build);
        var setters = twins.WovenMethods.Select(pair => pair.Woven).Where(method => method.ReturnType is RequiredModifierType && method.IsSetter).ToList();
        setters.Select(method => method.Name).ShouldBe(["set_Label", "set_Text", "set_Number", "set_Name"], ignoreOrder: true);
        foreach (var setter in setters)
            setter.Body.Instructions[^1].OpCode.ShouldBe(OpCodes.Ret);
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void Some_branches_grew_too_long_for_their_short_form(Build build)
    {
        using var twins = new Twins(build);
        static int Long(MethodDefinition method) => method.Body.Instructions.Count(i =>
            i.OpCode.OperandType == OperandType.InlineBrTarget && i.OpCode.FlowControl != FlowControl.Return && i.OpCode != OpCodes.Leave);
        var grown = twins.WovenMethods.Count(pair => Long(pair.Woven) > Long(pair.Plain));
        grown.ShouldBe(build == Build.Debug ? 61 : 42);
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void What_is_added_says_that_nobody_wrote_it(Build build)
    {
        using var twins = new Twins(build);
        var added = twins.AddedTypes.ShouldHaveSingleItem();
        added.FullName.ShouldBe("<MemoryProfiler>");
        added.CustomAttributes.Select(a => a.AttributeType.FullName).ShouldBe(["System.Runtime.CompilerServices.CompilerGeneratedAttribute"]);
    }

    // A probe, or the arguments of one: the activation and one or two slots.
    static bool IsProbeCode(Instruction instruction) =>
        Twins.IsProbe(instruction) || (instruction.OpCode.Code is Code.Ldloc or Code.Ldloc_S or Code.Ldloc_0 or Code.Ldloc_1 or Code.Ldloc_2 or Code.Ldloc_3
            && new[] { instruction.Next?.Next, instruction.Next?.Next?.Next }.OfType<Instruction>().Any(Twins.IsLine));

    static IEnumerable<Instruction> Handler(ExceptionHandler handler)
    {
        for (var i = handler.HandlerStart; i is not null && i != handler.HandlerEnd; i = i.Next)
            yield return i;
    }
}
