namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>What the JIT says of the calls that it inlines in a method of many lines.</summary>
public sealed class InliningTests
{
    // Three of each line: a constructor, that of its base and a method.
    [Fact]
    public async Task The_jit_inlines_in_a_profiled_method_of_120_lines_what_it_inlines_in_the_same_unprofiled() =>
        (await Programs.Start("MemoryProfiler.OwnCost.Optimized", ["inlining"], ("DOTNET_TieredCompilation", "0")))
            .ShouldBe(new ProgramRun(0, "Plain: 360 inlined, 0 not\nWoven: 360 inlined, 0 not\n", ""));
}
