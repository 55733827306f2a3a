using MemoryProfiler.Torture.Processes;
using MemoryProfiler.Torture.Work;

namespace MemoryProfiler.Torture.Tests;

public sealed class RealWorkTests
{
    [Theory]
    [InlineData("Newtonsoft.Json")]
    [InlineData("Serilog")]
    [InlineData("Polly")]
    [InlineData("FSharp.Core")]
    public void A_woven_library_puts_out_the_same_bytes_and_leaves_its_ledgers_in_order(string name)
    {
        using var scratch = new ScratchFolder();
        var result = new RealWork(scratch.Path, TextWriter.Null).Run(name, AppContext.BaseDirectory, LibraryWork.Assemblies[name]);
        result.Death.ShouldBeNull();
        result.Woven.Notes.ShouldBeEmpty();
        result.IsClean.ShouldBeTrue();
    }

    [Fact]
    public void The_compiler_has_all_sources_that_it_is_to_compile_when_it_is_woven()
    {
        using var scratch = new ScratchFolder();
        var (outcomes, death) = Child.Run<WorkOutcome>(Jobs.Work, new WorkRequest(CompilerWork.Name, [CompilerWork.Folder], scratch.Path));
        death.ShouldBeNull();
        outcomes.ShouldHaveSingleItem();
    }
}
