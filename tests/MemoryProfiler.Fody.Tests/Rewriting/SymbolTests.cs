using MemoryProfiler.Fody.Tests.Constructs;
using MemoryProfiler.Fody.Tests.Support;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Rewriting;

public class SymbolTests
{
    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void Every_point_of_the_source_is_still_there_once_and_in_its_order(Build build)
    {
        using var twins = new Twins(build);
        foreach (var (plain, woven) in twins.WovenMethods)
        {
            Visible(woven).ShouldBe(Visible(plain), plain.FullName);
        }
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void A_woven_method_begins_with_a_point_that_can_be_seen_unless_the_first_line_is_passed_more_often(Build build)
    {
        using var twins = new Twins(build);
        // The Dispose of an iterator has no line, woven or not.
        foreach (var (plain, woven) in twins.WovenMethods.Where(pair => pair.Plain.DebugInformation.HasSequencePoints))
        {
            var first = woven.DebugInformation.SequencePoints[0];
            first.Offset.ShouldBe(0, woven.FullName);
            var compiled = plain.DebugInformation.SequencePoints[0];
            var isJumpedTo = plain.Body.Instructions.Any(i => i.Operand == plain.Body.Instructions[0] || (i.Operand as Instruction[])?.Contains(plain.Body.Instructions[0]) == true);
            if (!Twins.IsOnlyCounted(woven) && compiled is { Offset: 0, IsHidden: false })
                first.IsHidden.ShouldBe(isJumpedTo, woven.FullName);
        }
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void Scopes_hold_the_same_names_over_the_same_lines(Build build)
    {
        using var twins = new Twins(build);
        var names = 0;
        foreach (var (plain, woven) in twins.WovenMethods)
        {
            var before = Scopes(plain).ToList();
            Scopes(woven).ShouldBe(before, plain.FullName);
            names += before.Sum(scope => scope.Split(';')[0].Split(',', StringSplitOptions.RemoveEmptyEntries).Length);
        }
        names.ShouldBe(build == Build.Debug ? 643 : 545);
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void Methods_that_are_not_profiled_keep_their_instructions_and_points(Build build)
    {
        using var twins = new Twins(build);
        foreach (var (plain, woven) in twins.OtherMethods)
        {
            Codes(woven).ShouldBe(Codes(plain), plain.FullName);
            Visible(woven).ShouldBe(Visible(plain), plain.FullName);
        }
    }

    /// <summary>Instructions and what they refer to, without offsets and without what the field of a state machine needs.</summary>
    static List<string> Codes(MethodDefinition method)
    {
        var indexes = method.Body.Instructions.Where(i => !IsAdded(i)).ToList();
        return [.. indexes.Select(i => $"{i.OpCode} {Operand(i.Operand)}")];

        object? Operand(object? operand) => operand switch
        {
            Instruction target => indexes.IndexOf(target),
            Instruction[] targets => string.Join(",", targets.Select(target => indexes.IndexOf(target))),
            _ => operand,
        };
    }

    // Taking bytes out has one argument, storing into the field for the logical call two.
    static bool IsAdded(Instruction? instruction) =>
        instruction is not null
        && (IsTakeOut(instruction) || IsTakeOut(instruction.Next) || IsReset(instruction) || IsReset(instruction.Next) || IsReset(instruction.Next?.Next));

    static bool IsTakeOut(Instruction? instruction) => instruction is not null && Twins.IsProbe(instruction, "TakeOut");

    static bool IsReset(Instruction? instruction) => instruction?.OpCode == OpCodes.Stfld && ((FieldReference)instruction.Operand).Name == "<>logicalCall";

    static List<string> Visible(MethodDefinition method) =>
        [.. method.DebugInformation.SequencePoints.Where(point => !point.IsHidden).Select(Text)];

    static string Text(SequencePoint point) =>
        $"{Path.GetFileName(point.Document.Url)} {point.StartLine}:{point.StartColumn}-{point.EndLine}:{point.EndColumn}";

    /// <summary>For each scope, outer first: its names, and the points that lie in it.</summary>
    static IEnumerable<string> Scopes(MethodDefinition method)
    {
        if (method.DebugInformation.Scope is not { } root)
            yield break;
        var first = Visible(method)[0];
        foreach (var scope in WithInner(root).Skip(1))
        {
            var end = scope.End.IsEndOfMethod ? int.MaxValue : scope.End.Offset;
            var points = method.DebugInformation.SequencePoints
                // What stands at the very start is shown by the woven entry, before any scope begins.
                .Where(point => !point.IsHidden && point.Offset >= scope.Start.Offset && point.Offset < end && Text(point) != first)
                .Select(Text).Distinct();
            yield return $"{Names(scope)}; {string.Join(", ", points)}";
        }
        yield return Names(root);
    }

    static string Names(ScopeDebugInformation scope) => string.Join(",", scope.Variables.Select(v => v.Name).Concat(scope.Constants.Select(c => c.Name)));

    static IEnumerable<ScopeDebugInformation> WithInner(ScopeDebugInformation scope) =>
        scope.Scopes.SelectMany(WithInner).Prepend(scope);
}
