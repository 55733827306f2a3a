using MemoryProfiler.Fody.Tests.Support;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Planning;

public class CountedCallsTests
{
    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void Small_methods_have_a_count_and_a_fault_block_if_an_exception_may_leave_them(Build build)
    {
        using var twins = new Twins(build);
        var methods = twins.WovenMethods.Select(pair => pair.Woven).Where(method => method.DeclaringType.FullName.Contains("SmallMethodCases")).ToList();
        Names(method => method.Body.Instructions.Any(instruction => Twins.IsProbe(instruction, "CountCall")) && method.Body.ExceptionHandlers.Count == 0)
            .ShouldBe(["Pair..ctor", "Range..ctor", "Range.Clamp", "Range.Top", "Range.get_High", "Range.get_Low", "SmallMethodCases.Doubled"]);
        Names(method => Twins.HasCountedCalls(method) && method.Body.ExceptionHandlers is [{ HandlerType: ExceptionHandlerType.Fault }])
            .ShouldBe(["Pair.Sum", "SmallMethodCases.Divided", "SmallMethodCases.Given", "SmallMethodCases.High", "SmallMethodCases.Overlaps", "SmallMethodCases.Positive", "SmallMethodCases.Size", "SmallMethodCases.Third", "SmallMethodCases.ThirdOfPositive"]);
        Names(method => method.Body.Instructions.Any(instruction => Twins.IsProbe(instruction, "EnterRecursive")))
            .ShouldBe(build == Build.Debug ? ["SmallMethodCases.Fibonacci", "SmallMethodCases.Rest"] : ["SmallMethodCases.Fibonacci"]);
        Names(method => !Twins.HasCountedCalls(method))
            .ShouldBe(["First..cctor", "First.get_Value", "Range.BoxedLow", "SmallMethodCases.Cast", "SmallMethodCases.Counted", "SmallMethodCases.Entered", "SmallMethodCases.Failing", "SmallMethodCases.Recursive", .. build == Build.Debug ? (string[])[] : ["SmallMethodCases.Rest"]]);

        List<string> Names(Func<Mono.Cecil.MethodDefinition, bool> isMeant) =>
            [.. methods.Where(method => method.Name[0] != '<' && isMeant(method)).Select(method => $"{method.DeclaringType.Name}.{method.Name}").Order(StringComparer.Ordinal)];
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void Of_those_that_an_exception_may_leave_only_what_the_JIT_always_inlines_is_marked_for_it(Build build)
    {
        using var twins = new Twins(build);
        var marked = twins.WovenMethods
            .Where(pair => Twins.HasCountedCalls(pair.Woven) && pair.Woven.AggressiveInlining && pair.Woven.Body.ExceptionHandlers.Count > 0)
            .Select(pair => pair.Plain.Body.CodeSize).ToList();
        marked.Where(size => size > 16).ShouldBeEmpty();
        (marked.Count > 0).ShouldBe(build == Build.Release);
    }

    // What the runtime makes for itself at a method's first call is in the activation, so it must be in the line around it too.
    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void Behind_a_call_that_has_an_activation_the_clock_is_read(Build build)
    {
        using var twins = new Twins(build);
        var woven = twins.WovenMethods.Select(pair => pair.Woven).ToList();
        var activated = woven.Where(method => method.Body.Instructions.Any(Twins.IsEntry)).Select(method => method.FullName).ToHashSet();
        (from method in woven
         from at in method.Body.Instructions
         where at.OpCode.FlowControl == FlowControl.Call && at.Operand is Mono.Cecil.MethodReference called && activated.Contains(called.FullName)
         let next = NextProbe(at)
         where next is not null && Twins.IsProbe(next, "CountPoint")
         select $"{method.FullName}: {at}").ShouldBeEmpty();

        static Instruction? NextProbe(Instruction at)
        {
            for (var next = at.Next; next is not null && next.OpCode.FlowControl is FlowControl.Next or FlowControl.Call; next = next.Next)
            {
                if (Twins.IsProbe(next))
                    return next;
            }
            return null;
        }
    }
}
