using MemoryProfiler.Fody.Tests.Support;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Rewriting;

public class AsyncSymbolTests
{
    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void Yields_and_resumes_point_to_the_same_instructions(Build build)
    {
        using var twins = new Twins(build);
        var awaits = 0;
        foreach (var (plain, woven) in twins.WovenMethods)
        {
            var before = plain.CustomDebugInformations.OfType<AsyncMethodBodyDebugInformation>().SingleOrDefault();
            var after = woven.CustomDebugInformations.OfType<AsyncMethodBodyDebugInformation>().SingleOrDefault();
            (after is null).ShouldBe(before is null, plain.FullName);
            if (before is null || after is null)
                continue;
            awaits += before.Yields.Count;
            after.Yields.Select(at => Code(woven, at)).ShouldBe(before.Yields.Select(at => Code(plain, at)), plain.FullName);
            after.Resumes.Select(at => Code(woven, at)).ShouldBe(before.Resumes.Select(at => Code(plain, at)), plain.FullName);
            Code(woven, after.CatchHandler).ShouldBe(Code(plain, before.CatchHandler), plain.FullName);
            after.ResumeMethods.Select(method => method.FullName).ShouldBe(before.ResumeMethods.Select(method => method.FullName));
        }
        awaits.ShouldBe(235);
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void The_method_that_starts_a_state_machine_is_named(Build build)
    {
        using var twins = new Twins(build);
        foreach (var (plain, woven) in twins.WovenMethods)
            woven.DebugInformation.StateMachineKickOffMethod?.FullName.ShouldBe(plain.DebugInformation.StateMachineKickOffMethod?.FullName, plain.FullName);
        twins.WovenMethods.Count(pair => pair.Woven.DebugInformation.StateMachineKickOffMethod is not null).ShouldBe(189);
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void Scopes_of_hoisted_locals_hold_the_same_lines(Build build)
    {
        using var twins = new Twins(build);
        var scopes = 0;
        foreach (var (plain, woven) in twins.WovenMethods)
        {
            var before = Hoisted(plain);
            Hoisted(woven).ShouldBe(before, plain.FullName);
            scopes += before.Count;
        }
        scopes.ShouldBe(build == Build.Debug ? 210 : 107);
    }

    /// <summary>What an offset points to, passing over the probe that stands before it.</summary>
    static string Code(MethodDefinition method, InstructionOffset offset)
    {
        if (offset.IsEndOfMethod || offset.Offset < 0)
            return "none";
        var at = method.Body.Instructions.Single(i => i.Offset == offset.Offset);
        var probe = new[] { at.Next?.Next, at.Next?.Next?.Next }.FirstOrDefault(i => i is not null && Twins.IsLine(i));
        at = probe?.Next ?? at;
        return $"{at.OpCode.Code} {(at.Operand as MemberReference)?.FullName}";
    }

    /// <summary>For each scope the points that lie in it, but the first, which the woven entry shows.</summary>
    static List<string> Hoisted(MethodDefinition method)
    {
        var scopes = method.CustomDebugInformations.OfType<StateMachineScopeDebugInformation>().SelectMany(info => info.Scopes);
        return [.. scopes.Select(scope => string.Join(", ", method.DebugInformation.SequencePoints
            .Where(point => !point.IsHidden && point.Offset >= scope.Start.Offset && (scope.End.IsEndOfMethod || point.Offset < scope.End.Offset))
            .Select(point => $"{point.StartLine}:{point.StartColumn}").Distinct()))];
    }
}
