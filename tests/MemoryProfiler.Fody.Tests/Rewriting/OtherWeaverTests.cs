using MemoryProfiler.Fody.Tests.Constructs;
using MemoryProfiler.Fody.Tests.Support;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Rewriting;

public class OtherWeaverTests
{
    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void What_another_weaver_put_in_without_offsets_is_woven_as_what_was_compiled(Build build)
    {
        using var compiled = WovenFile.Read(WovenFile.Input(WovenConstructs.Name(build)));
        using var changed = WovenFile.Read(WovenFile.Input(WovenConstructs.Name(build)));
        foreach (var method in changed.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            foreach (var instruction in method.Body.Instructions)
                instruction.Offset = 0;
        }

        var expected = WovenFile.Weave(compiled);
        var result = WovenFile.Weave(changed);

        (result.MethodCount, result.ProbeCount).ShouldBe((expected.MethodCount, expected.ProbeCount));
        Codes(changed).ShouldBe(Codes(compiled));
    }

    [Fact]
    public void The_module_initializer_names_nothing_of_the_runtime_and_ends_with_the_registration()
    {
        using var module = WovenFile.Read(WovenFile.Input(WovenConstructs.Name(Build.Release)));
        WovenFile.Weave(module);

        var initializer = module.Types.Single(type => type.Name == "<Module>").Methods.Single(method => method.IsConstructor).Body.Instructions;
        initializer.Select(instruction => instruction.Operand).OfType<MemberReference>()
            .ShouldAllBe(operand => operand.DeclaringType.Scope == module);
        initializer[^2].Operand.ToString().ShouldBe("System.Void <MemoryProfiler>::Load()");
        initializer[^1].OpCode.ShouldBe(OpCodes.Ret);
        ((MethodDefinition)initializer[^2].Operand).NoInlining.ShouldBeTrue();
    }

    static string Codes(ModuleDefinition module) => string.Join("\n", module.GetTypes().SelectMany(type => type.Methods)
        .Where(method => method.HasBody).SelectMany(method => method.Body.Instructions).Select(instruction => instruction.OpCode.ToString()));
}
