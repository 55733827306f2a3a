using MemoryProfiler.Fody.Tests.Constructs;
using MemoryProfiler.Fody.Tests.Support;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace MemoryProfiler.Fody.Tests.Rewriting;

/// <summary>What coverage tools read of woven code is what they read of the unwoven: they count where visible points begin, and both ways of each conditional branch.</summary>
public class CoverageTests
{
    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void The_conditional_branches_are_the_compiled_ones_each_on_its_line(Build build)
    {
        using var twins = new Twins(build);
        foreach (var (plain, woven) in twins.WovenMethods)
            Branches(woven).ShouldBe(Branches(plain), plain.FullName);
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void An_async_method_begins_with_the_read_of_its_state(Build build)
    {
        using var twins = new Twins(build);
        foreach (var (plain, woven) in twins.WovenMethods.Where(pair => IsAsync(pair.Plain)))
            woven.Body.Instructions.Take(3).Select(Text).ShouldBe(plain.Body.Instructions.Take(3).Select(Text), plain.FullName);
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void Five_instructions_stand_behind_each_handler_of_an_async_method(Build build)
    {
        using var twins = new Twins(build);
        foreach (var (_, woven) in twins.WovenMethods.Where(pair => IsAsync(pair.Woven)))
        {
            foreach (var handler in woven.Body.ExceptionHandlers)
                (woven.Body.Instructions.Count - woven.Body.Instructions.IndexOf(handler.HandlerEnd)).ShouldBeGreaterThan(5, woven.FullName);
        }
    }

    /// <summary>A jump to where control also falls through to is counted apart outside of a try block: in the woven one it has a landing of its own.</summary>
    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void A_jump_to_where_control_falls_through_to_lands_for_itself(Build build)
    {
        using var twins = new Twins(build);
        foreach (var (plain, woven) in twins.WovenMethods.Where(pair => pair.Plain.Body.ExceptionHandlers.Count == 0 && pair.Woven.Body.ExceptionHandlers.Count == 1))
        {
            plain.Body.SimplifyMacros();
            woven.Body.SimplifyMacros();
            var after = Conditional(woven).ToList();
            foreach (var (compiled, branch) in Conditional(plain).Zip(after))
            {
                if (IsBreakpoint(compiled) || IsRange(compiled))
                    continue;
                foreach (var (before, landing) in Targets(compiled).Zip(Targets(branch)))
                {
                    if (FallsThrough(End(before)) && End(before).OpCode.Code == End(landing).OpCode.Code)
                        after.SelectMany(Targets).Count(target => target == landing).ShouldBe(1, $"{plain.FullName} {compiled}");
                }
            }
        }
    }

    static bool FallsThrough(Instruction at) =>
        at.Previous is not null && at.Previous.OpCode.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw);

    static bool IsBreakpoint(Instruction branch) => branch.Previous is { OpCode.Code: Code.Ldc_I4, Operand: 1 } && branch.Operand == branch.Next?.Next;

    static bool IsRange(Instruction branch) => branch.Operand is Instruction { OpCode.Code: Code.Ldc_I4, Operand: 0, Next.OpCode.FlowControl: FlowControl.Branch };

    static Instruction End(Instruction at)
    {
        while (at.OpCode.Code is Code.Br)
            at = (Instruction)at.Operand;
        return at;
    }

    static IEnumerable<Instruction> Conditional(MethodDefinition method) =>
        method.Body.Instructions.Where(instruction => instruction.OpCode.FlowControl == FlowControl.Cond_Branch);

    static IEnumerable<Instruction> Targets(Instruction branch) => branch.Operand as Instruction[] ?? [(Instruction)branch.Operand];

    static IEnumerable<string> Branches(MethodDefinition method)
    {
        method.Body.SimplifyMacros();
        var points = method.DebugInformation.SequencePoints.Where(point => !point.IsHidden).ToList();
        return Conditional(method).Where(branch => !IsBehindState(branch)).Select(branch => $"{branch.OpCode} {points.LastOrDefault(point => point.Offset <= branch.Offset)?.StartLine}");
    }

    // The weaver's own, in an async method with a limit: tools know it by the read of the state for one that nobody wrote.
    static bool IsBehindState(Instruction branch) =>
        branch.Previous is { OpCode.Code: Code.Pop, Previous: { OpCode.Code: Code.Ldloc, Operand: VariableDefinition { Index: 0 } } };

    static bool IsAsync(MethodDefinition method) =>
        method.Name == "MoveNext" && method.DeclaringType.Interfaces.Any(type => type.InterfaceType.Name == "IAsyncStateMachine");

    static string Text(Instruction instruction) => $"{instruction.OpCode} {instruction.Operand}";
}
